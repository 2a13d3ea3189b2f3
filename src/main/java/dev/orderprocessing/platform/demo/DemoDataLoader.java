package dev.orderprocessing.platform.demo;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.platform.database.DatabaseMode;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a new embedded database with demo data, once and before the first request. A
 * database that started without them never gets them later.
 */
@Component
class DemoDataLoader implements SmartInitializingSingleton {

	private final List<DemoData> contributions;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final boolean wanted;

	DemoDataLoader(List<DemoData> contributions, JdbcClient jdbc, TransactionTemplate transaction, Clock clock,
			DatabaseMode mode,
			@Value("${order-processing.demo-data:#{null}}") @org.jspecify.annotations.Nullable Boolean demoData) {
		this.contributions = contributions.stream().sorted(Comparator.comparingInt(DemoData::order)).toList();
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
		this.wanted = (demoData != null) ? demoData : mode.embedded();
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.transaction.executeWithoutResult((status) -> {
			if (isFirstStart() && this.wanted) {
				restartSequences();
				this.contributions.forEach(DemoData::load);
			}
		});
	}

	/**
	 * Nothing is stored yet, but a first start that was interrupted may have drawn
	 * numbers; the demo data have the same numbers everywhere.
	 */
	private void restartSequences() {
		this.jdbc.sql("""
				SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
				FROM pg_sequences WHERE schemaname = current_schema()
				""").query().listOfRows();
	}

	/** A second instance that starts at the same time waits here for the first. */
	private boolean isFirstStart() {
		return this.jdbc
			.sql("INSERT INTO first_start (demo_data, started_at) VALUES (:demoData, :now) ON CONFLICT DO NOTHING")
			.param("demoData", this.wanted)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update() == 1;
	}

}
