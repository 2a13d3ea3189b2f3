package dev.orderprocessing.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An answer of the service.
 *
 * @param request what was asked, for the message of a failed assertion
 */
public record Answer(String request, int status, Map<String, List<String>> headers, String text, JsonNode body) {

	/** The answer, if it is a success. */
	public Answer ok() {
		assertThat(this.status).as("%s answers %s", this.request, this.text).isBetween(200, 299);
		return this;
	}

	/** The answer, if it is this problem. */
	public Answer refused(int expectedStatus, String code) {
		assertThat(this.status + " " + at("/code")).as("%s answers %s", this.request, this.text)
			.isEqualTo(expectedStatus + " " + code);
		return this;
	}

	/** The answer, if it has this status. */
	public Answer is(int expectedStatus) {
		assertThat(this.status).as("%s answers %s", this.request, this.text).isEqualTo(expectedStatus);
		return this;
	}

	/** The answer, if it has this text, number or truth value at a JSON pointer. */
	public Answer has(String pointer, Object value) {
		assertThat(this.body.at(pointer).toString()).as("%s in %s", pointer, this.text)
			.isEqualTo((value instanceof String text) ? StringNode.valueOf(text).toString() : value.toString());
		return this;
	}

	/** The answer, if there is something at a JSON pointer. */
	public Answer hasSome(String pointer) {
		assertThat(at(pointer)).as("%s in %s", pointer, this.text).isNotEmpty();
		return this;
	}

	/** The answer, if there is nothing at a JSON pointer. */
	public Answer lacks(String pointer) {
		assertThat(this.body.at(pointer).isMissingNode()).as("nothing at %s in %s", pointer, this.text).isTrue();
		return this;
	}

	/** The answer, if the list at a JSON pointer has so many items. */
	public Answer hasSize(String pointer, int items) {
		assertThat(this.body.at(pointer).isArray()).as("%s is a list in %s", pointer, this.text).isTrue();
		assertThat(size(pointer)).as("items of %s in %s", pointer, this.text).isEqualTo(items);
		return this;
	}

	/** The answer, if it has this header. */
	public Answer hasHeader(String name, String value) {
		assertThat(header(name)).as("%s of %s", name, this.request).hasValue(value);
		return this;
	}

	public boolean isOk() {
		return this.status >= 200 && this.status < 300;
	}

	/** The text at a JSON pointer, empty when there is nothing. */
	public String at(String pointer) {
		return this.body.at(pointer).asString("");
	}

	/** The number at a JSON pointer. */
	public int number(String pointer) {
		JsonNode node = this.body.at(pointer);
		assertThat(node.isIntegralNumber()).as("%s is a number in %s", pointer, this.text).isTrue();
		return node.intValue();
	}

	/** The amount of the money at a JSON pointer. */
	public String amount(String pointer) {
		return at(pointer + "/amount");
	}

	/** One member of each item of the list at a JSON pointer. */
	public List<String> each(String listPointer, String memberPointer) {
		return this.body.at(listPointer)
			.valueStream()
			.map((item) -> (memberPointer.isEmpty() ? item : item.at(memberPointer)).asString(""))
			.toList();
	}

	/** The first item of a list that has this text at a pointer of its own. */
	public Answer item(String listPointer, String memberPointer, String value) {
		return this.body.at(listPointer)
			.valueStream()
			.filter((item) -> item.at(memberPointer).asString("").equals(value))
			.findFirst()
			.map((item) -> new Answer(this.request, this.status, this.headers, item.toString(), item))
			.orElseThrow(() -> new AssertionError("%s has no %s %s".formatted(this.text, memberPointer, value)));
	}

	/** How many items the list at a JSON pointer has. */
	public int size(String listPointer) {
		return this.body.at(listPointer).size();
	}

	public Optional<String> header(String name) {
		return this.headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream().findFirst();
	}

}
