package dev.orderprocessing.kernel;

import org.springframework.core.env.Environment;

/**
 * A module's contribution to the check of the settings: what must be set before the
 * service works for real, neither on the embedded database nor with demo data. It is
 * asked before there are beans and is therefore named in
 * {@code META-INF/spring.factories}.
 */
@FunctionalInterface
public interface RequiredSettings {

	/**
	 * Refuses the start when something is missing.
	 * @throws StartRefused with what to set
	 */
	void check(Environment settings);

}
