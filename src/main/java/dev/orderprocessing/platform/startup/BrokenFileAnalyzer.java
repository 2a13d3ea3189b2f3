package dev.orderprocessing.platform.startup;

import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class BrokenFileAnalyzer extends AbstractFailureAnalyzer<YAMLException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, YAMLException cause) {
		return new FailureAnalysis("A configuration file is not valid YAML (%s)".formatted(cause.getMessage()),
				"correct the application.yml beside the service", cause);
	}

}
