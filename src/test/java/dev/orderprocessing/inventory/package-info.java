/** Tests of stock. */
@NullMarked
package dev.orderprocessing.inventory;

import org.jspecify.annotations.NullMarked;
