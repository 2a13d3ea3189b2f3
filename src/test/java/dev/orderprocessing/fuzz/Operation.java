package dev.orderprocessing.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * One operation of the API document.
 *
 * @param method in capitals
 * @param path with its variables in braces
 * @param node what the document says of it
 */
record Operation(String method, String path, JsonNode node) {

	private static final String ROLES = "Roles: ";

	private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

	String id() {
		return this.node.path("operationId").asString();
	}

	/** Whether a path, as it stands in a request line, leads here. */
	boolean isAt(String rawPath) {
		return Pattern.compile(VARIABLE.matcher(this.path).replaceAll("[^/]+")).matcher(rawPath).matches();
	}

	long variables() {
		return VARIABLE.matcher(this.path).results().count();
	}

	List<JsonNode> parameters(String in) {
		return this.node.path("parameters")
			.valueStream()
			.filter((parameter) -> parameter.path("in").asString().equals(in))
			.toList();
	}

	boolean has(String in, String name) {
		return parameters(in).stream().anyMatch((parameter) -> parameter.path("name").asString().equals(name));
	}

	/** What changes something when it succeeds. */
	boolean isCommand() {
		return !this.method.equals("GET");
	}

	/** The keys of the demo that may call it. */
	List<String> keys() {
		String description = this.node.path("description").asString();
		String roles = description.substring(description.lastIndexOf(ROLES) + ROLES.length());
		return Stream.of(roles.split(", ")).map((role) -> "demo-" + role.toLowerCase(Locale.ROOT)).toList();
	}

	Optional<JsonNode> bodySchema() {
		return Optional.of(body().path("schema")).filter((schema) -> !schema.isMissingNode());
	}

	List<JsonNode> bodyExamples() {
		Stream<JsonNode> named = body().path("examples").valueStream().map((example) -> example.path("value"));
		return Stream.concat(named, Stream.of(body().path("example")))
			.filter((example) -> !example.isMissingNode())
			.toList();
	}

	Set<String> statuses() {
		return Set.copyOf(this.node.path("responses").propertyNames());
	}

	JsonNode response(int status) {
		return this.node.path("responses").path(String.valueOf(status));
	}

	/** The last word of the path: what is done with the thing, or the things. */
	String lastWord() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	private JsonNode body() {
		return this.node.path("requestBody").path("content").path("application/json");
	}

}
