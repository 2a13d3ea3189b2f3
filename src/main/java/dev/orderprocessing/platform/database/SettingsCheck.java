package dev.orderprocessing.platform.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import dev.orderprocessing.kernel.RequiredSettings;
import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Looks at the settings before anything is built on them, so that the complaint is short;
 * at those of the modules when the service is to work for real.
 */
class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		Binder binder = Binder.get(environment);
		List.of("demo-data", "demo-keys", "database.allow-unsafe")
			.forEach((name) -> binder.bind("order-processing." + name, Boolean.class));
		binder.bind("server.port", Integer.class).ifBound(SettingsCheck::refuseImpossiblePort);
		if (!OnEmbeddedDatabase.isEmbedded(environment)) {
			refuseMalformed(Objects.requireNonNull(environment.getProperty("spring.datasource.url")));
			if (!environment.getProperty("order-processing.demo-data", Boolean.class, false)) {
				SpringFactoriesLoader.forDefaultResourceLocation(context.getClassLoader())
					.load(RequiredSettings.class)
					.forEach((module) -> module.check(environment));
			}
		}
	}

	private static void refuseMalformed(String url) {
		if (!url.startsWith("jdbc:postgresql:") || !understood(url)) {
			throw new StartRefused(
					"SPRING_DATASOURCE_URL is not the address of a PostgreSQL: %s"
						.formatted(Unreachable.withoutCredentials(url)),
					"write it as jdbc:postgresql://host:5432/database, or leave it out to use the embedded database");
		}
	}

	private static boolean understood(String url) {
		try {
			DriverManager.getDriver(url);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void refuseImpossiblePort(int port) {
		if (port < 0 || port > 65535) {
			throw new StartRefused("There is no port %d".formatted(port),
					"set SERVER_PORT to a number from 1 to 65535");
		}
	}

}
