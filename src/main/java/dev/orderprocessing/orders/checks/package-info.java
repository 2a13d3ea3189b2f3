/** The questions that verification asks of an order, one class each. */
@NullMarked
package dev.orderprocessing.orders.checks;

import org.jspecify.annotations.NullMarked;
