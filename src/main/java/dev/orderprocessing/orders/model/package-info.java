/**
 * The order aggregate and the values it is told in: commands, drafts, findings, history.
 */
@NullMarked
package dev.orderprocessing.orders.model;

import org.jspecify.annotations.NullMarked;
