package dev.orderprocessing.platform.limits;

import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class WorkKindsIT {

	private final WorkKinds kinds;

	@Autowired
	WorkKindsIT(WorkKinds kinds) {
		this.kinds = kinds;
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/v1/events, LONG_READ", "HEAD, /api/v1/events, LONG_READ",
			"GET, /api/v1/consistency, LONG_READ", "GET, /api/v1/events/parked, READ", "GET, /api/v1/orders, READ",
			"POST, /api/v1/events, COMMAND", "PUT, /api/v1/products/A, COMMAND" })
	void knowsWhatAPathAsksFor(String method, String path, WorkKind kind) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, path);
		request.setServletPath(path);
		assertThat(this.kinds.of(request)).isEqualTo(kind);
	}

}
