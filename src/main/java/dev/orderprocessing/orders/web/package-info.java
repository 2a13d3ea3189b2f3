/** Orders over HTTP. */
@NullMarked
package dev.orderprocessing.orders.web;

import org.jspecify.annotations.NullMarked;
