package dev.orderprocessing.customers;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.database.OrdersOfPerson;
import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets what has been kept long enough, a few at a time. */
@Component
class Retention {

	private static final int AT_ONCE = 200;

	private final OrdersOfPerson orders;

	private final Erasure erasure;

	private final List<PersonalData> modules;

	private final RetentionSettings settings;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Retention(OrdersOfPerson orders, Erasure erasure, ObjectProvider<PersonalData> modules, RetentionSettings settings,
			JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.orders = orders;
		this.erasure = erasure;
		this.modules = modules.orderedStream().toList();
		this.settings = settings;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** Each batch commits by itself, so a stop in between loses nothing. */
	void run() {
		List<UUID> finished;
		int forgotten;
		do {
			finished = this.orders.finishedBefore(before(this.settings.orders()), AT_ONCE);
			forgotten = finished.isEmpty() ? 0 : this.erasure.forgetBuyersOf(finished);
		}
		while (finished.size() == AT_ONCE && forgotten > 0);
		this.modules.stream().flatMap((module) -> module.retained().stream()).forEach(this::run);
	}

	private void run(PersonalData.Retained retained) {
		Instant before = before(this.settings.of(retained.name()));
		Integer forgotten;
		do {
			forgotten = this.transaction.execute((_) -> this.jdbc.sql(retained.forget())
				.param("before", before.atOffset(ZoneOffset.UTC))
				.param("most", AT_ONCE)
				.update());
		}
		while (forgotten != null && forgotten == AT_ONCE);
	}

	private Instant before(Period kept) {
		return this.clock.instant().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
	}

}
