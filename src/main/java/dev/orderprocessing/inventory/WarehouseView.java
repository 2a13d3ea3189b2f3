package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.CountryCode;

/**
 * A place that holds stock.
 *
 * @param priority 1 to 1000; orders are served from the lowest number first
 * @param active whether its stock is promised to orders; what is already reserved there
 * can still be shipped
 */
public record WarehouseView(String code, String name, CountryCode country, int priority, boolean active, long version) {
}
