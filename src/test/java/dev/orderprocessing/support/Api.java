package dev.orderprocessing.support;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The running service as its callers meet it: over HTTP, with a key. */
public class Api {

	private final Environment environment;

	Api(Environment environment) {
		this.environment = environment;
	}

	/** A caller without a key. */
	public RestTestClient anonymous() {
		return RestTestClient.bindToServer().baseUrl(url()).build();
	}

	/** A caller with the key, such as {@code demo-ops}. */
	public RestTestClient as(String key) {
		return RestTestClient.bindToServer()
			.baseUrl(url())
			.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key)
			.build();
	}

	public RestTestClient asStorefront() {
		return as("demo-storefront");
	}

	public RestTestClient asOps() {
		return as("demo-ops");
	}

	public RestTestClient asFinance() {
		return as("demo-finance");
	}

	public RestTestClient asPartner() {
		return as("demo-partner");
	}

	public RestTestClient asAdmin() {
		return as("demo-admin");
	}

	public String url() {
		return "http://localhost:" + this.environment.getRequiredProperty("local.server.port");
	}

}
