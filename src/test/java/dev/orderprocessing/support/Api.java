package dev.orderprocessing.support;

import org.springframework.core.env.Environment;

/** The running service as its callers meet it: over HTTP, with a key. */
public class Api {

	private final Environment environment;

	Api(Environment environment) {
		this.environment = environment;
	}

	/** A caller without a key. */
	public Caller anonymous() {
		return Caller.nobody(url());
	}

	/** A caller with the key, such as {@code demo-ops}. */
	public Caller as(String key) {
		return new Caller(url(), key);
	}

	public Caller asStorefront() {
		return as("demo-storefront");
	}

	public Caller asOps() {
		return as("demo-ops");
	}

	public Caller asFinance() {
		return as("demo-finance");
	}

	public Caller asPartner() {
		return as("demo-partner");
	}

	public Caller asAdmin() {
		return as("demo-admin");
	}

	public String url() {
		return "http://localhost:" + this.environment.getRequiredProperty("local.server.port");
	}

}
