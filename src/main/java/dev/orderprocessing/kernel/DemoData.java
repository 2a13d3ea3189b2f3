package dev.orderprocessing.kernel;

/** A module's part of the demo data, loaded once into a new embedded database. */
public interface DemoData {

	/** Lower comes first; modules that build on others come later. */
	int order();

	void load();

}
