/** What each command does between the lock and the write. */
@NullMarked
package dev.orderprocessing.orders.work;

import org.jspecify.annotations.NullMarked;
