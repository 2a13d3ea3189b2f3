package dev.orderprocessing.kernel;

/**
 * What stands for a thing of ours, made of letters, digits, dots, dashes and underscores
 * alone, and checks that itself.
 */
public interface Code {

	String value();

}
