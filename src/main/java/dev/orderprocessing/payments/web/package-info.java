/** Payments over HTTP. */
@NullMarked
package dev.orderprocessing.payments.web;

import org.jspecify.annotations.NullMarked;
