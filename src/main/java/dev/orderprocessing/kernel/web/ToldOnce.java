package dev.orderprocessing.kernel.web;

/**
 * An answer with something that is told this once, such as a secret. It is neither kept
 * nor told again: a repeated request is answered with the rest.
 */
public interface ToldOnce {

	/** What a repetition of the request is answered. */
	Object repeated();

}
