package dev.orderprocessing.platform.web;

import java.util.Objects;

import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import org.slf4j.MDC;

import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets a trace that begins here have the id that the request already has in the log and
 * in its problem document. A trace that began at the caller keeps the caller's id, which
 * is the request's too.
 */
@Component
class TraceIds implements IdGenerator, SdkTracerProviderBuilderCustomizer {

	private final IdGenerator random = IdGenerator.random();

	@Override
	public void customize(SdkTracerProviderBuilder builder) {
		builder.setIdGenerator(this);
	}

	@Override
	public String generateTraceId() {
		return Objects.requireNonNullElseGet(MDC.get(Trace.ID), this.random::generateTraceId);
	}

	@Override
	public String generateSpanId() {
		return this.random.generateSpanId();
	}

}
