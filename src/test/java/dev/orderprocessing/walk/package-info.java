/**
 * A random walk over HTTP: several people in all roles press every command there is while
 * prices, taxes, stock, warehouses, coupons and customers change. Afterwards a model of
 * its own, made of what can be read, must agree.
 */
@NullMarked
package dev.orderprocessing.walk;

import org.jspecify.annotations.NullMarked;
