package dev.orderprocessing.platform.observation;

import java.util.Map;

import dev.orderprocessing.kernel.database.Figure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/** One figure as gauges, one for each combination of its labels. */
final class FigureGauge {

	private final Figure figure;

	private final MultiGauge gauges;

	private boolean hidden;

	private volatile Map<Tags, Double> values = Map.of();

	FigureGauge(Figure figure, MeterRegistry registry) {
		this.figure = figure;
		this.gauges = MultiGauge.builder(figure.name())
			.description(figure.meaning())
			.baseUnit(figure.unit())
			.register(registry);
	}

	Figure figure() {
		return this.figure;
	}

	/** Shows these values and none of those before. */
	void show(Map<Tags, Double> read) {
		this.hidden = false;
		this.values = read;
		this.gauges.register(read.keySet().stream().map((tags) -> MultiGauge.Row.of(tags, () -> value(tags))).toList());
	}

	/** Shows nothing; true when there was something before. */
	boolean hide() {
		boolean shown = !this.hidden;
		show(Map.of());
		this.hidden = true;
		return shown;
	}

	private double value(Tags tags) {
		return this.values.getOrDefault(tags, Double.NaN);
	}

}
