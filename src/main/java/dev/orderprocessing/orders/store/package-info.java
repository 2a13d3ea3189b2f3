/** How orders are loaded, written and selected, and what is asked of all of them. */
@NullMarked
package dev.orderprocessing.orders.store;

import org.jspecify.annotations.NullMarked;
