/** What may be done with an order, why not, and what would lift it; what can be set. */
@NullMarked
package dev.orderprocessing.orders.rules;

import org.jspecify.annotations.NullMarked;
