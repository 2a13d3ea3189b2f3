package dev.orderprocessing.platform.observation;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves tracing out altogether unless there is somewhere to send traces to: no spans are
 * made then, and nothing tries to export them.
 */
class TracesWhenAsked implements AutoConfigurationImportFilter, EnvironmentAware {

	/**
	 * Set by {@code OTEL_EXPORTER_OTLP_ENDPOINT} too, to which Spring Boot adds the path.
	 */
	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	private static final String OPENTELEMETRY = "org.springframework.boot.opentelemetry.";

	private boolean asked;

	@Override
	public void setEnvironment(Environment environment) {
		this.asked = StringUtils.hasText(environment.getProperty(ENDPOINT));
	}

	@Override
	public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[names.length];
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			matches[i] = this.asked || name == null || !(name.startsWith(TRACING) || name.startsWith(OPENTELEMETRY));
		}
		return matches;
	}

}
