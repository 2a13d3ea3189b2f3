package dev.orderprocessing.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.orderprocessing.support.Answer;

/** What was found: each kind of fault once, with the first request that showed it. */
final class Faults {

	private static final int SHOWN = 2_000;

	private final Map<String, Fault> kinds = new LinkedHashMap<>();

	synchronized void add(FuzzRequest request, List<String> faults, Answer answer) {
		String text = answer.text();
		String shown = "%d %s %s".formatted(answer.status(), answer.headers(),
				text.substring(0, Math.min(SHOWN, text.length())));
		faults.forEach((fault) -> add(request, fault, shown));
	}

	synchronized void add(FuzzRequest request, String fault, String answer) {
		String where = request.operation().map(Operation::id).orElse(request.method());
		this.kinds.merge("%s %s".formatted(where, fault.replaceAll("[0-9]+", "#")),
				new Fault(1, "%s %s%n%s%n  answer: %s".formatted(where, fault, request, answer)), Fault::plus);
	}

	synchronized boolean isEmpty() {
		return this.kinds.isEmpty();
	}

	@Override
	public synchronized String toString() {
		return this.kinds.values()
			.stream()
			.map((fault) -> "%d times: %s%n".formatted(fault.times(), fault.first()))
			.collect(Collectors.joining("\n"));
	}

	private record Fault(int times, String first) {

		Fault plus(Fault more) {
			return new Fault(this.times + more.times, this.first);
		}

	}

}
