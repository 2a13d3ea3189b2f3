package dev.orderprocessing.platform.database;

import dev.orderprocessing.kernel.database.ReferenceVersion;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads the version of the reference data once per transaction. */
@Component
public class TransactionReferenceVersion implements ReferenceVersion {

	private final JdbcClient jdbc;

	TransactionReferenceVersion(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public long current() {
		if (TransactionSynchronizationManager.getResource(this) instanceof Long known) {
			return known;
		}
		long read = this.jdbc.sql("SELECT version FROM reference_version").query(Long.class).single();
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			remember(read);
		}
		return read;
	}

	/** Notes what the running transaction has read along with something else. */
	public void remember(long version) {
		if (TransactionSynchronizationManager.getResource(this) != null) {
			return;
		}
		TransactionSynchronizationManager.bindResource(this, version);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void suspend() {
				TransactionSynchronizationManager.unbindResourceIfPossible(TransactionReferenceVersion.this);
			}

			@Override
			public void resume() {
				TransactionSynchronizationManager.bindResource(TransactionReferenceVersion.this, version);
			}

			@Override
			public void afterCompletion(int status) {
				TransactionSynchronizationManager.unbindResourceIfPossible(TransactionReferenceVersion.this);
			}
		});
	}

}
