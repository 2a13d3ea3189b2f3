package dev.orderprocessing.platform.startup;

import java.util.Locale;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A setting whose value does not fit, named together with where it was set. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DamagedSettingAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null) {
			return new FailureAnalysis("The settings under %s do not fit together".formatted(cause.getName()),
					"correct or remove them", cause);
		}
		String name = property.getName().toString();
		String origin = (property.getOrigin() != null) ? " (from %s)".formatted(property.getOrigin()) : "";
		return new FailureAnalysis(
				"The setting %s has the unusable value %s%s".formatted(name, shown(name, property.getValue()), origin),
				"it must be %s; correct or remove it".formatted(expected(cause)), cause);
	}

	private static String shown(String name, Object value) {
		boolean secret = name.toLowerCase(Locale.ROOT).matches(".*(password|secret|key|token|credential).*");
		return secret ? "(not shown)" : "\"%s\"".formatted(value);
	}

	private static String expected(BindException cause) {
		Class<?> type = cause.getTarget().getType().resolve(Object.class);
		if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
			return "a number";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		if (type.isEnum()) {
			return "one of " + java.util.Arrays.toString(type.getEnumConstants());
		}
		return "a valid " + type.getSimpleName();
	}

}
