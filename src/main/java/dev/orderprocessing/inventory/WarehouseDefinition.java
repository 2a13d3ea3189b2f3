package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.CountryCode;

/** All of a warehouse that can be changed; see {@link WarehouseView}. */
public record WarehouseDefinition(String name, CountryCode country, int priority, boolean active) {
}
