/**
 * What is watched of orders from outside: figures, invariants, constraints, the finished.
 */
@NullMarked
package dev.orderprocessing.orders.watch;

import org.jspecify.annotations.NullMarked;
