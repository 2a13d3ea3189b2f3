package dev.orderprocessing.kernel.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** For what must not be counted unless it has happened. */
public final class AfterCommit {

	private AfterCommit() {
	}

	/**
	 * Runs the action when the current transaction has committed, so neither for a dry
	 * run nor for an attempt that is repeated; at once when there is no transaction.
	 */
	public static void run(Runnable action) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			action.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				action.run();
			}
		});
	}

}
