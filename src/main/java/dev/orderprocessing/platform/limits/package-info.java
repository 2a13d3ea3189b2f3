/**
 * How much the service takes on: work at a time, requests of a caller, time for a
 * connection.
 */
@NullMarked
package dev.orderprocessing.platform.limits;

import org.jspecify.annotations.NullMarked;
