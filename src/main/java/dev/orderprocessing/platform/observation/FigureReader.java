package dev.orderprocessing.platform.observation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Reads the figures of all modules again and again, so that a scrape finds them ready and
 * never waits for the database. A figure that could not be read is shown as absent until
 * it can: a gap in a curve is true, an old number is not.
 */
@Component
class FigureReader implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(FigureReader.class);

	private static final Duration PATIENCE = Duration.ofSeconds(6);

	private final OwnConnection connections;

	private final List<FigureGauge> gauges;

	private final Counter failures;

	private final Clock clock;

	private final Duration pause;

	private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

	private @Nullable ScheduledFuture<?> turns;

	FigureReader(OwnConnection connections, ObjectProvider<Figures> modules, MeterRegistry registry, Clock clock,
			@Value("${order-processing.figures-every:15s}") Duration pause) {
		this.connections = connections;
		this.clock = clock;
		this.pause = pause;
		this.gauges = modules.orderedStream()
			.flatMap((module) -> module.list().stream())
			.map((figure) -> new FigureGauge(figure, registry))
			.toList();
		this.failures = Counter.builder("figures.failures")
			.description("Figures that could not be read from the database")
			.register(registry);
		this.scheduler.setVirtualThreads(true);
		this.scheduler.setThreadNamePrefix("figures-");
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		this.turns = this.scheduler.scheduleWithFixedDelay(this::readAll, this.pause);
	}

	@Override
	public void destroy() {
		if (this.turns != null) {
			this.turns.cancel(true);
		}
		this.scheduler.close();
	}

	/**
	 * Reads every figure now; one that fails does not keep the others from being read.
	 */
	synchronized void readAll() {
		try (Connection connection = this.connections.open(PATIENCE)) {
			JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			this.gauges.forEach((gauge) -> read(gauge, jdbc));
		}
		catch (SQLException ex) {
			this.gauges.forEach((gauge) -> failed(gauge, ex.getClass().getSimpleName()));
		}
	}

	List<Figure> figures() {
		return this.gauges.stream().map(FigureGauge::figure).toList();
	}

	private void read(FigureGauge gauge, JdbcClient jdbc) {
		Figure figure = gauge.figure();
		Map<Tags, Double> values = new HashMap<>();
		RowCallbackHandler keep = (row) -> values.put(tags(figure, row), row.getDouble("value"));
		try {
			jdbc.sql(figure.sql())
				.params(figure.parameters())
				.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
				.query(keep);
			gauge.show(values);
		}
		catch (DataAccessException ex) {
			failed(gauge, ex.getClass().getSimpleName());
		}
	}

	private void failed(FigureGauge gauge, String why) {
		this.failures.increment();
		if (gauge.hide()) {
			logger.warn("The figure {} cannot be read and is left out: {}", gauge.figure().name(), why);
		}
	}

	private static Tags tags(Figure figure, ResultSet row) throws SQLException {
		Tags tags = Tags.empty();
		for (String label : figure.labels()) {
			tags = tags.and(label, row.getString(label));
		}
		return tags;
	}

}
