package dev.orderprocessing.catalog;

/** How a product is taxed; the rate depends on the country. */
public enum TaxCategory {

	STANDARD, REDUCED, ZERO

}
