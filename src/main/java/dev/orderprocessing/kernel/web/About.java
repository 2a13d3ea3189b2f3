package dev.orderprocessing.kernel.web;

import java.util.UUID;

/**
 * An answer that quotes a person. It is kept for who repeats the request, and forgotten
 * together with the order or customer that it is about.
 */
public interface About {

	/** The id of the order, or of the customer. */
	UUID subject();

}
