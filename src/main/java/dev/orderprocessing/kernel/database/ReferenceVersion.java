package dev.orderprocessing.kernel.database;

/**
 * The version of the reference data: products, prices, taxes, delivery methods. The
 * database raises it with each change, whoever makes it.
 */
public interface ReferenceVersion {

	/**
	 * The version that the running transaction works with, or the latest outside of one.
	 * What is read later is at least as new.
	 */
	long current();

}
