package dev.orderprocessing.platform.startup;

import dev.orderprocessing.platform.database.ConditionalOnDemoKeys;
import dev.orderprocessing.platform.database.DatabaseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells whoever started the service where to go next. */
@Configuration(proxyBeanMethods = false)
class StartupMessage {

	private static final Logger log = LoggerFactory.getLogger(StartupMessage.class);

	private final DatabaseMode database;

	private final Environment environment;

	private final ObjectProvider<DemoKeys> demoKeys;

	StartupMessage(DatabaseMode database, Environment environment, ObjectProvider<DemoKeys> demoKeys) {
		this.database = database;
		this.environment = environment;
		this.demoKeys = demoKeys;
	}

	@EventListener(ApplicationReadyEvent.class)
	void tell() {
		String url = url();
		log.info("Ready. Swagger UI: {}/swagger-ui.html", url);
		log.info("Database: {} {}", this.database.embedded() ? "embedded PostgreSQL, data kept in" : "PostgreSQL at",
				this.database.place());
		this.demoKeys.ifAvailable((keys) -> log.info("Demo keys: {} (this machine only)", keys.names()));
	}

	private String url() {
		boolean secure = this.environment.getProperty("server.ssl.enabled", Boolean.class, false);
		return "%s://localhost:%s%s".formatted(secure ? "https" : "http",
				this.environment.getProperty("local.server.port", "8080"),
				this.environment.getProperty("server.servlet.context-path", ""));
	}

	record DemoKeys(String names) {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDemoKeys
	static class WithDemoKeys {

		@Bean
		DemoKeys demoKeyNames() {
			return new DemoKeys("demo-storefront, demo-ops, demo-finance, demo-partner, demo-admin");
		}

	}

}
