package dev.orderprocessing.platform.observation;

import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Without somewhere to send traces to, there is nothing that makes or sends any. */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
class TracesWhenAskedIT {

	private static final String AUTO_CONFIGURATION = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration";

	@Test
	void nothingMakesOrSendsTraces(@Autowired ObjectProvider<Tracer> tracers,
			@Autowired ObjectProvider<SpanExporter> exporters) {
		assertThat(tracers).isEmpty();
		assertThat(exporters).isEmpty();
	}

	@Test
	void anEmptySettingIsNone() {
		assertThat(isIn("")).isFalse();
		assertThat(isIn("http://localhost:4318/v1/traces")).isTrue();
	}

	private static boolean isIn(String endpoint) {
		TracesWhenAsked filter = new TracesWhenAsked();
		filter.setEnvironment(new MockEnvironment().withProperty(TracesWhenAsked.ENDPOINT, endpoint));
		return filter.match(new String[] { AUTO_CONFIGURATION }, org.mockito.Mockito.mock())[0];
	}

}
