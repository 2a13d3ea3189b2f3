package dev.orderprocessing.platform.web;

import java.util.Map;
import java.util.stream.IntStream;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** The id of a request is the one that OpenTelemetry would give its trace. */
class TraceTests {

	private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	@ParameterizedTest
	@ValueSource(strings = { "00-" + ID + "-00f067aa0ba902b7-01", "00-" + ID + "-00f067aa0ba902b7-00",
			"cc-" + ID + "-00f067aa0ba902b7-01", "cc-" + ID + "-00f067aa0ba902b7-01-what-comes-next" })
	void aValidTraceparentGivesTheId(String header) {
		assertThat(idFor(header)).isEqualTo(ID).isEqualTo(openTelemetry(header).getTraceId());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "00-" + ID + "-00f067aa0ba902b7", "ff-" + ID + "-00f067aa0ba902b7-01",
			"00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + ID + "-0000000000000000-01",
			"00-" + ID + "-00f067aa0ba902b7-01-more", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
			"cc-" + ID + "-00f067aa0ba902b7-01more", "00-" + ID + "-00f067aa0ba902b7-zz" })
	void anyOtherGivesANewOne(String header) {
		assertThat(openTelemetry(header).isValid()).isFalse();
		assertThat(idFor(header)).matches("[0-9a-f]{32}").isNotEqualTo(ID);
	}

	/** Samplers look at the last half of the id, which must be random in all its bits. */
	@Test
	void newIdsAreSampledAtTheRatioAskedFor() {
		Sampler tenth = Sampler.traceIdRatioBased(0.1);
		long sampled = IntStream.range(0, 4000)
			.filter((i) -> tenth
				.shouldSample(Context.root(), Trace.newId(), "any", SpanKind.SERVER, Attributes.empty(),
						java.util.List.of())
				.getDecision() == SamplingDecision.RECORD_AND_SAMPLE)
			.count();
		assertThat(sampled).isBetween(200L, 600L);
	}

	private static String idFor(String header) {
		var request = new MockHttpServletRequest();
		request.addHeader("traceparent", header);
		return Trace.idOf(request);
	}

	private static SpanContext openTelemetry(String header) {
		return Span
			.fromContext(W3CTraceContextPropagator.getInstance()
				.extract(Context.root(), Map.of("traceparent", header), new Headers()))
			.getSpanContext();
	}

	private static final class Headers implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	}

}
