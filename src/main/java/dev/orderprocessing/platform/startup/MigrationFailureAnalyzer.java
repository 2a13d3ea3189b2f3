package dev.orderprocessing.platform.startup;

import org.flywaydb.core.api.FlywayException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
		return new FailureAnalysis(
				"The tables of the database could not be brought up to date (%s)"
					.formatted(String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ")),
				"start the version of the service that wrote them, or use another database", cause);
	}

}
