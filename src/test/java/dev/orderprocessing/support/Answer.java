package dev.orderprocessing.support;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

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

	/** How many items the list at a JSON pointer has. */
	public int size(String listPointer) {
		return this.body.at(listPointer).size();
	}

	public Optional<String> header(String name) {
		return this.headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream().findFirst();
	}

}
