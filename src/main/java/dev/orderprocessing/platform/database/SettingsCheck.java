package dev.orderprocessing.platform.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks at the settings before anything is built on them, so that the complaint is short.
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
				refuseUnknownSeller(binder);
			}
		}
	}

	/** Real invoices name who issues them; the demo has a seller of its own. */
	private static void refuseUnknownSeller(Binder binder) {
		String name = binder.bind("order-processing.seller.name", String.class).orElse("");
		List<String> address = binder.bind("order-processing.seller.address", Bindable.listOf(String.class))
			.orElse(List.of());
		if (name.isBlank() || address.stream().allMatch(String::isBlank)) {
			throw new StartRefused("Invoices need the seller's name and address",
					"set ORDER_PROCESSING_SELLER_NAME and ORDER_PROCESSING_SELLER_ADDRESS (lines separated by commas)");
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
