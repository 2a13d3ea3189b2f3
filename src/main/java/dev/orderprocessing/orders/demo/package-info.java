/** The orders of the demo, one for each operation. */
@NullMarked
package dev.orderprocessing.orders.demo;

import org.jspecify.annotations.NullMarked;
