package dev.orderprocessing.support;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import javax.sql.DataSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the SQL statements that a block causes, in its own thread or in the requests it
 * sends. Jobs and event consumers in the background do not count.
 */
public class StatementCounter implements QueryExecutionListener {

	/** The driver tells here each message that it sends. */
	private static final Logger WIRE = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

	private final ThreadLocal<Boolean> watched = ThreadLocal.withInitial(() -> false);

	private final List<String> statements = new CopyOnWriteArrayList<>();

	/** Runs the block and returns the statements it caused, in order. */
	public List<String> statements(Runnable block) {
		this.statements.clear();
		watch(block);
		return List.copyOf(this.statements);
	}

	/**
	 * Runs the block and returns what it caused on the way to the database, a batch
	 * counted as one statement.
	 */
	public Traffic traffic(Runnable block) {
		AtomicInteger roundTrips = new AtomicInteger();
		Handler listener = new WireListener(() -> {
			if (this.watched.get()) {
				roundTrips.incrementAndGet();
			}
		});
		WIRE.setLevel(Level.FINEST);
		WIRE.setUseParentHandlers(false);
		WIRE.addHandler(listener);
		try {
			List<String> single = statements(block).stream()
				.flatMap((sent) -> Arrays.stream(sent.split(";")))
				.map((statement) -> statement.strip().replaceAll("\\s+", " "))
				.filter((statement) -> !statement.isEmpty())
				.toList();
			return new Traffic(single, roundTrips.get());
		}
		finally {
			WIRE.removeHandler(listener);
			WIRE.setUseParentHandlers(true);
			WIRE.setLevel(null);
		}
	}

	public int count(Runnable block) {
		return statements(block).size();
	}

	private void watch(Runnable block) {
		this.watched.set(true);
		try {
			block.run();
		}
		finally {
			this.watched.remove();
		}
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		if (this.watched.get()) {
			queries.forEach((query) -> this.statements.add(query.getQuery()));
		}
	}

	/**
	 * What a block has caused.
	 *
	 * @param roundTrips how often the service waited for the database, commits included
	 */
	public record Traffic(List<String> statements, int roundTrips) {
	}

	/**
	 * Each wait for the server ends one series of messages with a Sync; plain queries
	 * wait too, but for BEGIN, which travels with what follows.
	 */
	private static final class WireListener extends Handler {

		private final Runnable onRoundTrip;

		WireListener(Runnable onRoundTrip) {
			this.onRoundTrip = onRoundTrip;
			setLevel(Level.ALL);
		}

		@Override
		public void publish(LogRecord message) {
			String text = message.getMessage();
			boolean plain = text.startsWith(" FE=> SimpleQuery")
					&& !String.valueOf(message.getParameters()[0]).startsWith("BEGIN");
			if (plain || text.startsWith(" FE=> Sync")) {
				this.onRoundTrip.run();
			}
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Puts the counter and the guard of {@link UnsentWrites} between the service and its
	 * connection pool.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		static BeanPostProcessor countingDataSource(ObjectProvider<StatementCounter> counter,
				ObjectProvider<UnsentWrites> unsentWrites) {
			return new BeanPostProcessor() {
				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					if (bean instanceof DataSource pool && !(bean instanceof ProxyDataSource)) {
						return ProxyDataSourceBuilder.create(pool)
							.listener(unsentWrites.getObject())
							.listener(counter.getObject())
							.build();
					}
					return bean;
				}
			};
		}

		@Bean
		RequestWatch requestWatch(StatementCounter counter) {
			return new RequestWatch(counter);
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class RequestWatch extends OncePerRequestFilter {

		private final StatementCounter counter;

		RequestWatch(StatementCounter counter) {
			this.counter = counter;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			this.counter.watched.set(true);
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.counter.watched.remove();
			}
		}

	}

}
