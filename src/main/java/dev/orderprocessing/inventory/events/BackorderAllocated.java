package dev.orderprocessing.inventory.events;

import java.util.UUID;

import dev.orderprocessing.kernel.Sku;

/**
 * Units that waited in the queue were reserved for their order line. Not numbered within
 * the order, because stock does not hold the order's lock.
 */
public record BackorderAllocated(UUID orderId, int lineNumber, Sku sku, String warehouse, int units) {
}
