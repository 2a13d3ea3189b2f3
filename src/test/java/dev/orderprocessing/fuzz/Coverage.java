package dev.orderprocessing.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import dev.orderprocessing.support.Answer;

/** How far the requests got: how often each operation answered what. */
final class Coverage {

	private final Map<String, ConcurrentMap<String, LongAdder>> byOperation = new ConcurrentHashMap<>();

	void count(FuzzRequest request, Answer answer) {
		request.operation()
			.ifPresent((operation) -> this.byOperation.computeIfAbsent(operation.id(), (_) -> new ConcurrentHashMap<>())
				.computeIfAbsent((answer.status() < 400) ? String.valueOf(answer.status())
						: "%d %s".formatted(answer.status(), answer.at("/code")), (_) -> new LongAdder())
				.increment());
	}

	/** How many requests to the operation were answered. */
	long requests(Operation operation) {
		return answers(operation, "");
	}

	/** How many answers had a status that begins so. */
	long answers(Operation operation, String status) {
		return this.byOperation.getOrDefault(operation.id(), new ConcurrentHashMap<>())
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(status))
			.mapToLong((entry) -> entry.getValue().sum())
			.sum();
	}

	/** A line for each operation. */
	@Override
	public String toString() {
		return new TreeMap<>(this.byOperation).entrySet()
			.stream()
			.map((entry) -> "%-22s %s".formatted(entry.getKey(), new TreeMap<>(entry.getValue())))
			.collect(Collectors.joining("\n"));
	}

}
