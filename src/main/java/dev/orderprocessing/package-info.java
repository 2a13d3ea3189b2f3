/** The order-processing service: one package per business capability. */
@NullMarked
package dev.orderprocessing;

import org.jspecify.annotations.NullMarked;
