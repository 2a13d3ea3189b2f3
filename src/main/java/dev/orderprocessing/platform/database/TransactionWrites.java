package dev.orderprocessing.platform.database;

import java.util.List;

import dev.orderprocessing.kernel.database.Writes;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects the writes of each transaction and sends them before it commits. */
@Component
class TransactionWrites implements Writes {

	private final JdbcTemplate jdbc;

	TransactionWrites(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void add(String statement, List<? extends @Nullable Object> values) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("There is no transaction that could send these writes");
		}
		RoundTrip collected = (RoundTrip) TransactionSynchronizationManager.getResource(this);
		if (collected == null) {
			collected = new RoundTrip();
			TransactionSynchronizationManager.bindResource(this, collected);
			TransactionSynchronizationManager.registerSynchronization(new Sending(collected));
		}
		collected.add(statement, values);
	}

	@Override
	public void send() {
		if (TransactionSynchronizationManager.getResource(this) instanceof RoundTrip collected
				&& !collected.isEmpty()) {
			this.jdbc.execute((ConnectionCallback<@Nullable Void>) (connection) -> {
				collected.execute(connection);
				return null;
			});
		}
	}

	private final class Sending implements TransactionSynchronization {

		private final RoundTrip collected;

		Sending(RoundTrip collected) {
			this.collected = collected;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			send();
		}

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.this);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(TransactionWrites.this, this.collected);
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(TransactionWrites.this);
		}

	}

}
