package dev.orderprocessing.platform.database;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.UnsentWrites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@IntegrationTest
class TransactionWritesIT {

	private static final String INSERT = """
			INSERT INTO event_log (id, type, occurred_at, actor, payload) VALUES (?, 'WrittenLate', now(), ?, '{}')""";

	@Autowired
	Writes writes;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	UnsentWrites guard;

	TransactionTemplate transaction;

	TransactionTemplate another;

	String actor = "writes " + Ids.next();

	@Autowired
	void transactions(PlatformTransactionManager manager) {
		this.transaction = new TransactionTemplate(manager);
		this.another = new TransactionTemplate(manager);
		this.another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@AfterEach
	void nothingIsLeftForTheNextTransaction() {
		int before = written();
		this.transaction.executeWithoutResult((status) -> this.writes.send());
		assertThat(written()).isEqualTo(before);
	}

	@Test
	void writesAreSentInTheirOrderBeforeTheCommit() {
		this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			add(Ids.next());
			assertThat(written()).isZero();
		});
		assertThat(written()).isEqualTo(2);
	}

	@Test
	void whatIsSentIsSeenWithinTheTransactionAndSentOnce() {
		this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			this.writes.send();
			assertThat(written()).isEqualTo(1);
			add(Ids.next());
			assertThat(written()).isEqualTo(1);
		});
		assertThat(written()).isEqualTo(2);
	}

	@Test
	void aRollbackForgetsThem() {
		this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			status.setRollbackOnly();
		});
		assertThat(written()).isZero();
	}

	@Test
	void aViolatedConstraintLeavesNothing() {
		UUID twice = Ids.next();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				add(Ids.next());
				add(twice);
				add(twice);
			}));
		assertThat(written()).isZero();
	}

	@Test
	void aTransactionWithinATransactionHasWritesOfItsOwn() {
		this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			this.another.executeWithoutResult((inner) -> add(Ids.next()));
			assertThat(written()).as("the inner one alone").isEqualTo(1);
			status.setRollbackOnly();
		});
		assertThat(written()).isEqualTo(1);
	}

	@Test
	void refusesWritesThatNoTransactionWouldSend() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> add(Ids.next()));
	}

	@Test
	void theGuardOfTheTestsStopsWhoeverReadsWhatIsNotSent() {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			readEvents();
		})).withMessageContaining("event_log");
		assertThat(this.guard.takeViolations()).hasSize(1);
		assertThat(written()).isZero();
	}

	@Test
	void theGuardOfTheTestsStopsWhoeverChangesWhatIsNotSent() {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			this.jdbc.sql("UPDATE Event_Log SET payload = '{}' WHERE id = ?").param(Ids.next()).update();
		}));
		assertThat(this.guard.takeViolations()).hasSize(1);
	}

	@Test
	void theGuardOfTheTestsLetsOthersRead() {
		this.transaction.executeWithoutResult((status) -> {
			add(Ids.next());
			this.jdbc.sql("SELECT 'event_log' FROM orders LIMIT 1").query(String.class).list();
			this.another.executeWithoutResult((inner) -> readEvents());
			this.writes.send();
			readEvents();
		});
		assertThat(this.guard.takeViolations()).isEmpty();
	}

	private void readEvents() {
		this.jdbc.sql("SELECT id FROM event_log LIMIT 1").query(UUID.class).list();
	}

	private void add(UUID id) {
		this.writes.add(INSERT, List.of(id, this.actor));
	}

	/** What the transaction sees of them, sent or not. */
	private int written() {
		return this.guard.lookAway(() -> this.jdbc.sql("SELECT count(*) FROM event_log WHERE actor = ?")
			.param(this.actor)
			.query(Integer.class)
			.single());
	}

}
