package dev.orderprocessing.pricing;

/** Where tax is rounded to the currency's decimals. */
public enum TaxRounding {

	/** On each line; the tax of a rate is the sum of its lines. */
	LINE,
	/**
	 * Once per rate; the lines of the rate, shipping as the last of them, share it by
	 * largest remainder.
	 */
	RATE

}
