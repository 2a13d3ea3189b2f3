/**
 * What runs around every command: retries, the transaction, idempotency keys and dry
 * runs.
 */
@NullMarked
package dev.orderprocessing.platform.command;

import org.jspecify.annotations.NullMarked;
