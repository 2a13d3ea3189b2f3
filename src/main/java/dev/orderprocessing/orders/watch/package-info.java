/** What is watched of orders from outside: figures, invariants, finished orders. */
@NullMarked
package dev.orderprocessing.orders.watch;

import org.jspecify.annotations.NullMarked;
