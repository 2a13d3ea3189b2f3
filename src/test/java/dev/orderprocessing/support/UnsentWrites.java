package dev.orderprocessing.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.database.Writes;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops whoever reads a table for which the same transaction has {@link Writes} that were
 * not sent: what it reads is not what it has written. The statement fails, and so does
 * the test, though somebody may have swallowed the exception or it happened in the
 * background.
 */
public class UnsentWrites implements QueryExecutionListener {

	private static final Pattern WRITTEN = Pattern
		.compile("\\b(?:insert\\s+into|(?<!for )update(?!\\s+set\\b)|delete\\s+from)\\s+(\\w+)");

	/** An insert that does not look at what is there. */
	private static final Pattern BLIND_TARGET = Pattern.compile("\\binsert\\s+into\\s+\\w+(?!.*\\bon\\s+conflict\\b)",
			Pattern.DOTALL);

	private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

	private final List<String> violations = new CopyOnWriteArrayList<>();

	private final ThreadLocal<Boolean> looksAway = ThreadLocal.withInitial(() -> false);

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		Unsent unsent = (Unsent) TransactionSynchronizationManager.getResource(this);
		if (unsent != null && !this.looksAway.get()) {
			queries.forEach((query) -> check(unsent, query.getQuery()));
		}
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	private void check(Unsent unsent, String statement) {
		if (unsent.isSentBy(statement)) {
			unsent.clear();
			return;
		}
		Set<String> touched = words(BLIND_TARGET.matcher(plain(statement)).replaceAll(" "));
		touched.retainAll(unsent.tables);
		if (!touched.isEmpty()) {
			String violation = "%s touches %s, for which writes wait; send() them before".formatted(statement, touched);
			this.violations.add(violation);
			throw new IllegalStateException(violation);
		}
	}

	/** Lets the block read what it likes. */
	public <T> T lookAway(Supplier<T> block) {
		this.looksAway.set(true);
		try {
			return block.get();
		}
		finally {
			this.looksAway.remove();
		}
	}

	/** What has been stopped so far; it is forgotten then. */
	public List<String> takeViolations() {
		List<String> taken = List.copyOf(this.violations);
		this.violations.clear();
		return taken;
	}

	private static String plain(String statement) {
		return TEXT.matcher(statement.toLowerCase(Locale.ROOT)).replaceAll("''");
	}

	private static Set<String> words(String statement) {
		return new LinkedHashSet<>(List.of(statement.split("\\W+")));
	}

	/** What one transaction has not sent. */
	private static final class Unsent {

		private final List<String> statements = new ArrayList<>();

		private final Set<String> tables = new LinkedHashSet<>();

		void add(String statement) {
			this.statements.add(statement);
			WRITTEN.matcher(plain(statement)).results().forEach((found) -> this.tables.add(found.group(1)));
		}

		/** They go together, as one text. */
		boolean isSentBy(String text) {
			return !this.statements.isEmpty() && this.statements.stream().allMatch(text::contains);
		}

		void clear() {
			this.statements.clear();
			this.tables.clear();
		}

	}

	/** Notes what is added, on its way to the real thing. */
	private final class Watched implements Writes {

		private final Writes writes;

		Watched(Writes writes) {
			this.writes = writes;
		}

		@Override
		public void add(String statement, List<? extends @Nullable Object> values) {
			this.writes.add(statement, values);
			unsent().add(statement);
		}

		@Override
		public void send() {
			this.writes.send();
		}

		private Unsent unsent() {
			UnsentWrites key = UnsentWrites.this;
			if (TransactionSynchronizationManager.getResource(key) instanceof Unsent known) {
				return known;
			}
			Unsent unsent = new Unsent();
			TransactionSynchronizationManager.bindResource(key, unsent);
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void suspend() {
					TransactionSynchronizationManager.unbindResourceIfPossible(key);
				}

				@Override
				public void resume() {
					TransactionSynchronizationManager.bindResource(key, unsent);
				}

				@Override
				public void afterCompletion(int status) {
					TransactionSynchronizationManager.unbindResourceIfPossible(key);
				}
			});
			return unsent;
		}

	}

	/** Watches the writes of the service; {@link StatementCounter} has its statements. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		static BeanPostProcessor watchedWrites(ObjectProvider<UnsentWrites> unsentWrites) {
			return new BeanPostProcessor() {
				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof Writes writes) ? unsentWrites.getObject().new Watched(writes) : bean;
				}
			};
		}

	}

	/** Fails the test after which a violation is known. */
	static class Verdict implements AfterEachCallback {

		@Override
		public void afterEach(ExtensionContext test) {
			UnsentWrites guard = SpringExtension.getApplicationContext(test).getBean(UnsentWrites.class);
			assertThat(guard.takeViolations()).as("statements that read what was written and not sent").isEmpty();
		}

	}

}
