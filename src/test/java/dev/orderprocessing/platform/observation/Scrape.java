package dev.orderprocessing.platform.observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;

/** What Prometheus gets when it asks. */
record Scrape(List<Sample> samples) {

	private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	static Scrape of(String url) {
		Answer answer = new Caller(url, "demo-partner").look("/actuator/prometheus");
		if (answer.status() != 200) {
			throw new AssertionError(answer.status() + " " + answer.text());
		}
		List<Sample> samples = new ArrayList<>();
		for (String line : answer.text().lines().toList()) {
			Matcher sample = SAMPLE.matcher(line);
			if (!line.startsWith("#") && sample.matches()) {
				samples.add(new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
			}
		}
		return new Scrape(samples);
	}

	private static Map<String, String> labels(String text) {
		Map<String, String> labels = new HashMap<>();
		if (text != null) {
			Matcher label = LABEL.matcher(text);
			while (label.find()) {
				labels.put(label.group(1), label.group(2));
			}
		}
		return labels;
	}

	/**
	 * The sum of a metric's samples that have these labels; empty when there are none.
	 */
	OptionalDouble value(String name, Map<String, String> labels) {
		List<Sample> found = this.samples.stream()
			.filter((sample) -> sample.name.equals(name) && sample.labels.entrySet().containsAll(labels.entrySet()))
			.toList();
		return found.isEmpty() ? OptionalDouble.empty()
				: OptionalDouble.of(found.stream().mapToDouble(Sample::value).sum());
	}

	double number(String name, String... labels) {
		Map<String, String> wanted = new HashMap<>();
		for (int i = 0; i < labels.length; i += 2) {
			wanted.put(labels[i], labels[i + 1]);
		}
		return value(name, wanted).orElse(0);
	}

	boolean has(String name) {
		return this.samples.stream().anyMatch((sample) -> sample.name.equals(name));
	}

	/** The labels that samples of a metric have. */
	Set<String> labelsOf(String name) {
		return this.samples.stream()
			.filter((sample) -> sample.name.equals(name))
			.flatMap((sample) -> sample.labels.keySet().stream())
			.collect(Collectors.toSet());
	}

	/** The values that a label has over all samples of a metric. */
	Set<String> valuesOf(String name, String label) {
		return this.samples.stream()
			.filter((sample) -> sample.name.equals(name) && sample.labels.containsKey(label))
			.map((sample) -> sample.labels.get(label))
			.collect(Collectors.toSet());
	}

	record Sample(String name, Map<String, String> labels, double value) {
	}

}
