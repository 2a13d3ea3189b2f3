package dev.orderprocessing.journal;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class JournalIT {

	private final Journal journal;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final StatementCounter counter;

	@Autowired
	JournalIT(Journal journal, JdbcClient jdbc, TransactionTemplate transaction, StatementCounter counter) {
		this.journal = journal;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.counter = counter;
	}

	@Test
	void numbersTheFactsOfAnOrder() {
		UUID order = Ids.next();
		append(order, new LampLit("red"), new LampPutOut(7));
		append(order, new LampLit("green"));
		assertThat(this.jdbc.sql("""
				SELECT order_sequence || ' ' || type || ' ' || actor || ' ' || payload
				  FROM event_log WHERE order_id = ? ORDER BY order_sequence""").param(order).query(String.class).list())
			.containsExactly("1 LampLit system {\"colour\": \"red\"}", "2 LampPutOut system {\"after\": 7}",
					"3 LampLit system {\"colour\": \"green\"}");
	}

	@Test
	void appendsAnyNumberOfFactsWithOneStatement() {
		UUID order = Ids.next();
		assertThat(
				this.counter.count(() -> append(order, new LampLit("red"), new LampLit("green"), new LampLit("blue"))))
			.isEqualTo(1);
	}

	@Test
	void doesNotNumberFactsOfNoOrder() {
		String colour = UUID.randomUUID().toString();
		this.transaction.executeWithoutResult(
				(status) -> this.journal.append(null, List.of(new LampLit(colour), new LampLit(colour))));
		assertThat(this.jdbc
			.sql("SELECT count(*) FROM event_log WHERE order_sequence IS NULL AND payload ->> 'colour' = ?")
			.param(colour)
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	@Test
	void forgetsTheFactWhenTheTransactionFails() {
		UUID order = Ids.next();
		this.transaction.executeWithoutResult((status) -> {
			this.journal.append(order, List.of(new LampLit("red")));
			status.setRollbackOnly();
		});
		assertThat(this.jdbc.sql("SELECT id FROM event_log WHERE order_id = ?").param(order).query(UUID.class).list())
			.isEmpty();
	}

	@Test
	void refusesToAppendOutsideOfATransaction() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.journal.append(Ids.next(), List.of(new LampLit("red"))));
	}

	@Test
	void refusesToChangeOrForgetWhatHappened() {
		append(Ids.next(), new LampLit("red"));
		for (String change : List.of("UPDATE event_log SET actor = 'nobody'", "DELETE FROM event_log",
				"TRUNCATE event_log CASCADE")) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> this.jdbc.sql(change).update())
				.withMessageContaining("append-only");
		}
	}

	private void append(UUID order, Record... facts) {
		this.transaction.executeWithoutResult((status) -> this.journal.append(order, List.of(facts)));
	}

	record LampLit(String colour) {
	}

	record LampPutOut(int after) {
	}

}
