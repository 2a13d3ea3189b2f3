package dev.orderprocessing.catalog;

/** Whether a product can be bought. */
public enum ProductStatus {

	ACTIVE, DISCONTINUED

}
