package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StoredText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every text of every body that the API document describes: it is one line, or lines
 * where it is meant for several, and holds no number of a card. Grows with the document.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class TextFieldsIT {

	private static final String CARD = "4242 4242 4242 4242";

	private static final Set<String> OF_SEVERAL_LINES = Set.of("note", "comment", "description", "text");

	/** They name or reach something in a numbering of somebody else's. */
	private static final Set<String> REFERENCES = Set.of("externalReference", "reference", "trackingNumber", "phone",
			"trackingUrl");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<Field> FIELDS = fields();

	private final Api api;

	private final JdbcClient jdbc;

	@Autowired
	TextFieldsIT(Api api, JdbcClient jdbc) {
		this.api = api;
		this.jdbc = jdbc;
	}

	static Stream<Field> freeTexts() {
		return FIELDS.stream();
	}

	@Test
	void theDocumentHasSuchFields() {
		assertThat(FIELDS).extracting(Field::toString)
			.contains("POST /orders /customer/name", "POST /orders /note", "POST /orders /shippingAddress/line1",
					"POST /orders /couponCodes/0", "POST /orders /metadata/key", "POST /orders /payment/token",
					"PATCH /orders/{order} /billingAddress/city", "POST /orders/{order}/ship /trackingNumber",
					"POST /orders/{order}/feedback /comment", "POST /api-keys /name", "PUT /products/{sku} /name");
	}

	@ParameterizedTest
	@MethodSource("freeTexts")
	void refusesByNameWhatIsInvisible(Field field) {
		for (String bad : List.of("a\u0007b", "a\u200bb", "a\u202eb", "a\u2066b", "a\ufeffb", "a\u2028b")) {
			assertThat(codesAt(field, bad)).as("%s with U+%04X", field, (int) bad.charAt(1))
				.contains("INVALID_CHARACTER");
		}
	}

	@ParameterizedTest
	@MethodSource("freeTexts")
	void refusesLineBreaksAndTabsByNameWhereOneLineIsMeant(Field field) {
		for (String bad : List.of("G\n\nYour card failed, pay at", "a\r\nb", "a\rb", "a\tb")) {
			if (OF_SEVERAL_LINES.contains(field.name()) && !field.toString().contains("coupons")) {
				assertThat(codesAt(field, bad)).as(field.toString()).doesNotContain("INVALID_CHARACTER");
			}
			else {
				assertThat(codesAt(field, bad)).as(field.toString()).contains("INVALID_CHARACTER");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("freeTexts")
	void refusesTheNumberOfACardByNameAndDoesNotRepeatIt(Field field, CapturedOutput log) {
		for (String card : List.of(CARD, "4242424242424242", "Card 4242-4242-4242-4242, please")) {
			if (REFERENCES.contains(field.name())) {
				assertThat(codesAt(field, card)).as(field.toString()).doesNotContain("CARD_NUMBER");
			}
			else {
				Answer answer = send(field, card);
				assertThat(codes(answer, field.pointer())).as(field.toString()).contains("CARD_NUMBER");
				assertThat(answer.text()).doesNotContain("4242 4242", "42424242", "4242-4242");
			}
		}
		assertThat(log.getAll()).doesNotContain(CARD, "4242424242424242");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"4242424242424242\":1}", "{\"channel\":\"4242424242424242\"}",
			"{\"channel\":4242424242424242}", "{\"metadata\":{\"4242 4242 4242 4242\":\"x\"}}",
			"{\"note\":4242424242424242x}", "{\"note\":x4242424242424242}", "{\"lines\":\"4242424242424242\"}",
			"{\"currency\":\"4242424242424242\"}", "{\"customerId\":\"4242424242424242\"}",
			"{\"delivery\":{\"partialDelivery\":\"4242424242424242\"}}",
			"{\"shippingAddress\":{\"country\":\"4242424242424242\",\"name\":[\"4242424242424242\"]}}" })
	void repeatsNoCardFromWhereverItWasPut(String body, CapturedOutput log) {
		Answer answer = this.api.asOps().post("/orders", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text()).doesNotContain("4242424242424242", CARD);
		assertThat(log.getAll()).doesNotContain("4242424242424242", CARD);
	}

	@Test
	void leavesNumbersAloneThatLookLikeCards() {
		String sku = "4242424242424242";
		Map<String, Object> product = Map.of("sku", sku, "name", "EAN 4006381333931", "weightGrams", 1, "prices",
				List.of(Map.of("amount", "1.00", "currency", "EUR")));
		assertThat(this.api.asOps().post("/products?dryRun=true", product).status()).isIn(201, 409);
		this.api.asOps()
			.post("/customers?dryRun=true",
					Map.of("name", "Ada", "email", "a4242424242424242@example.org", "phone", "4242 4242 4242 4242"))
			.ok();
		this.api.asOps()
			.post("/stock/receipts",
					Map.of("warehouse", "MAIN", "lines", List.of(Map.of("sku", "MUG-BLUE", "quantity", 1)), "reference",
							"5555555555554444"))
			.ok();
		assertThat(StoredText.columnsWith("5555555555554444", this.jdbc)).contains("stock_movement.reference");
	}

	private List<String> codesAt(Field field, String text) {
		return codes(send(field, text), field.pointer());
	}

	private static List<String> codes(Answer answer, String pointer) {
		return answer.body()
			.path("errors")
			.valueStream()
			.filter((error) -> error.path("pointer").asString("").equals(pointer))
			.map((error) -> error.path("code").asString(""))
			.toList();
	}

	private Answer send(Field field, String text) {
		String path = field.path()
			.replaceAll("\\{(sku|code|warehouse)}", "X")
			.replaceAll("\\{(currency)}", "EUR")
			.replaceAll("\\{country}/\\{category}", "DE/STANDARD")
			.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
		for (String key : List.of("demo-ops", "demo-admin", "demo-finance", "demo-storefront")) {
			Answer answer = new Caller(this.api.url(), key).command(field.method(), path + "?dryRun=true",
					field.body(text), "If-Match", "\"1\"");
			if (answer.status() != 403) {
				return answer;
			}
		}
		throw new AssertionError("nobody may " + field);
	}

	private static List<Field> fields() {
		JsonNode document;
		try {
			document = JSON.readTree(Files.readString(Path.of("src/docs/openapi.json")));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		List<Field> fields = new ArrayList<>();
		document.path("paths")
			.propertyStream()
			.forEach((path) -> path.getValue().propertyStream().forEach((operation) -> {
				JsonNode schema = operation.getValue().at("/requestBody/content/application~1json/schema");
				collect(document, schema, new Field(operation.getKey().toUpperCase(java.util.Locale.ROOT),
						path.getKey().substring("/api/v1".length()), ""), fields);
			}));
		return List.copyOf(fields);
	}

	private static void collect(JsonNode document, JsonNode schema, Field at, List<Field> fields) {
		JsonNode found = schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
		found.path("allOf").valueStream().forEach((part) -> collect(document, part, at, fields));
		found.path("properties")
			.propertyStream()
			.forEach((property) -> collect(document, property.getValue(), at.under(property.getKey()), fields));
		if (found.has("items")) {
			collect(document, found.path("items"), at.under("0"), fields);
		}
		if (found.path("additionalProperties").isObject()) {
			collect(document, found.path("additionalProperties"), at.under("key"), fields);
		}
		boolean free = !found.has("enum") && !found.has("format") && !found.has("pattern")
				&& !found.path("readOnly").asBoolean(false);
		if (free && found.path("type").asString("").equals("string")) {
			fields.add(at);
		}
	}

	/** A text somewhere in the body of an operation. */
	record Field(String method, String path, String pointer) {

		String name() {
			return this.pointer.substring(this.pointer.lastIndexOf('/') + 1);
		}

		Field under(String part) {
			return new Field(this.method, this.path, this.pointer + "/" + part);
		}

		/** The least body that has the text in its place. */
		String body(String text) {
			JsonNode body = JsonNodeFactory.instance.stringNode(text);
			List<String> parts = List.of(this.pointer.substring(1).split("/"));
			for (String part : parts.reversed()) {
				if (part.equals("0")) {
					ArrayNode list = JsonNodeFactory.instance.arrayNode();
					body = list.add(body);
				}
				else {
					ObjectNode object = JsonNodeFactory.instance.objectNode();
					body = object.set(part, body);
				}
			}
			return body.toString();
		}

		@Override
		public String toString() {
			return "%s %s %s".formatted(this.method, this.path, this.pointer);
		}

	}

}
