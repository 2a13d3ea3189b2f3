package dev.orderprocessing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as it goes out.
 *
 * @param seed of the run
 * @param number of the request in the run
 * @param operation that it is aimed at; none for a method or path that the document does
 * not name
 * @param target path and query as they stand in the request line
 * @param body each character is one byte
 * @param key the API key that goes with it; none: it is sent without or with another
 * header
 * @param repeated whether it was sent and answered before, and what the answer was
 */
record FuzzRequest(long seed, long number, Optional<Operation> operation, String method, String target,
		List<Header> headers, String body, Optional<String> key, Optional<String> repeated) {

	private static final int SHOWN = 4_000;

	Optional<String> header(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(Header::value)
			.findFirst();
	}

	byte[] bytes() {
		return this.body.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** The same once more. */
	FuzzRequest again(long nextNumber, String answer) {
		return new FuzzRequest(this.seed, nextNumber, this.operation, this.method, this.target, this.headers, this.body,
				this.key, Optional.of(answer));
	}

	/** Everything that is needed to send it again, but for the key. */
	@Override
	public String toString() {
		String lines = this.headers.stream()
			.map((header) -> "  %s: %s%n".formatted(header.name(), shortened(header.value())))
			.collect(Collectors.joining());
		String content = new String(bytes(), StandardCharsets.UTF_8);
		return "request %d of seed %d, %s%n  %s %s%n%s  %s".formatted(this.number, this.seed,
				this.key.map((_) -> "with a key").orElse("without a key"), this.method, shortened(this.target), lines,
				shortened(content));
	}

	private static String shortened(String text) {
		return (text.length() <= SHOWN) ? text
				: "%s… (%d characters)".formatted(text.substring(0, SHOWN), text.length());
	}

	/** A header; the same name may come twice. */
	record Header(String name, String value) {

	}

}
