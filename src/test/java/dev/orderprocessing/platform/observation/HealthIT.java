package dev.orderprocessing.platform.observation;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a load balancer and an orchestrator are told, and what they are not. */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
class HealthIT {

	private static final String LIVENESS = "/actuator/health/liveness";

	private static final String READINESS = "/actuator/health/readiness";

	private static final String UP = "200 {\"status\":\"UP\"}";

	@Autowired
	Api api;

	@Autowired
	ApplicationContext context;

	@Autowired
	DataSource pool;

	@Autowired
	JdbcClient jdbc;

	@ParameterizedTest
	@ValueSource(strings = { LIVENESS, READINESS })
	void anybodyMayAskAndNobodyIsToldMoreThanTheState(String path) {
		for (String key : new String[] { null, "demo-storefront", "demo-admin" }) {
			assertThat(answer(path, key)).isEqualTo(UP);
		}
	}

	@Test
	void theHealthAsAWholeNamesItsGroupsAndNothingElse() {
		assertThat(answer("/actuator/health", "demo-admin"))
			.isEqualTo("200 {\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
		assertThat(answer("/actuator/health/readiness/database", "demo-admin")).startsWith("404 ");
	}

	@Test
	void withoutTheDatabaseTheServiceIsAliveButNotReadyUntilItIsBack() {
		String name = this.jdbc.sql("SELECT current_database()").query(String.class).single();
		takeAway(name);
		try {
			await().until(() -> answer(READINESS, null).equals("503 {\"status\":\"DOWN\"}"));
			assertThat(answer(LIVENESS, null)).isEqualTo(UP);
		}
		finally {
			TestDatabase.shared().execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
		}
		await().until(() -> answer(READINESS, null).equals(UP));
	}

	@Test
	void aFullPoolDoesNotMakeTheServiceUnready() throws Exception {
		List<Connection> taken = new ArrayList<>();
		try {
			int size = this.pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
			while (taken.size() < size) {
				taken.add(this.pool.getConnection());
			}
			assertThat(answer(READINESS, null)).isEqualTo(UP);
		}
		finally {
			for (Connection connection : taken) {
				connection.close();
			}
		}
	}

	@Test
	void anInstanceThatIsAboutToStopIsNotReadyAndStillAlive() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		try {
			assertThat(answer(READINESS, null)).isEqualTo("503 {\"status\":\"OUT_OF_SERVICE\"}");
			assertThat(answer(LIVENESS, null)).isEqualTo(UP);
		}
		finally {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/** Lets nobody in and ends whoever is; both at once, as the pool comes back. */
	private static void takeAway(String database) {
		TestDatabase.shared().execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database));
		TestDatabase.shared()
			.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(database));
	}

	private String answer(String path, @Nullable String key) {
		Answer answer = new Caller(this.api.url(), (key != null) ? key : "").look(path);
		return answer.status() + " " + answer.text();
	}

}
