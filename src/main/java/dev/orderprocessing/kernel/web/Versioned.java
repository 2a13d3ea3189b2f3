package dev.orderprocessing.kernel.web;

/**
 * A view of something that carries a version. The platform sends the version as
 * {@code ETag} on every answer that is such a view, so controllers need not.
 */
public interface Versioned {

	/** Grows with every change; what clients send back as {@code If-Match}. */
	long version();

}
