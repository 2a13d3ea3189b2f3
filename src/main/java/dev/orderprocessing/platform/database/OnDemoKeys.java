package dev.orderprocessing.platform.database;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

class OnDemoKeys implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return accepted(context.getEnvironment());
	}

	/**
	 * Another database than the embedded one holds real orders, so the switch alone does
	 * not open it to keys that everybody knows.
	 */
	static boolean accepted(Environment environment) {
		boolean safe = OnEmbeddedDatabase.isEmbedded(environment)
				|| environment.getProperty("order-processing.database.allow-unsafe", Boolean.class, false);
		return safe && environment.getProperty("order-processing.demo-keys", Boolean.class,
				OnEmbeddedDatabase.isEmbedded(environment));
	}

}
