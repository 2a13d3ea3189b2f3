package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/**
 * A SKU of which less is available to promise than was asked for, over all lines and
 * warehouses.
 */
public record Shortage(Sku sku, int requested, int available) {
}
