package dev.orderprocessing.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BodyExplainerTests {

	private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

	private final BodyExplainer explainer = new BodyExplainer(mapper(), VALIDATORS.getValidator());

	private static JsonMapper mapper() {
		JsonFactoryBuilder factory = JsonFactory.builder();
		StrictJson.limit(factory);
		JsonMapper.Builder builder = JsonMapper.builder(factory.build());
		StrictJson.apply(builder);
		return builder.build();
	}

	@AfterAll
	static void close() {
		VALIDATORS.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"quantity":1.5                   | /quantity       | cannot be 1.5. A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":"2"                   | /quantity       | cannot be the text "2". A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":true                  | /quantity       | cannot be true. A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":1e3                   | /quantity       | A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":1e999999999           | /quantity       | A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":2147483648            | /quantity       | cannot be 2147483648. A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":1000001               | /quantity       | A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":-1                    | /quantity       | A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":0                     | /quantity       | A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":{"units":2}           | /quantity       | cannot be an object. A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":[2]                   | /quantity       | cannot be a list. A quantity is a whole number from 1 to 1000000, such as 2.
					"quantity":null                  | /quantity       | must not be null
					"sku":5                          | /sku            | cannot be 5. A SKU is 1 to 40 letters, digits, dots, dashes or underscores and starts with a letter or digit, such as MUG-BLUE.
					"sku":{}                         | /sku            | such as MUG-BLUE.
					"sku":["MUG-BLUE"]               | /sku            | such as MUG-BLUE.
					"sku":"MUG BLUE"                 | /sku            | such as MUG-BLUE.
					"sku":""                         | /sku            | such as MUG-BLUE.
					"price":12.9                     | /price          | must be an object such as {"amount":"12.90","currency":"EUR"}, not 12.9.
					"price":"12.90"                  | /price          | must be an object such as {"amount":"12.90","currency":"EUR"}, not the text "12.90".
					"price":["12.90","EUR"]          | /price          | must be an object such as {"amount":"12.90","currency":"EUR"}, not a list.
					"price":{"amount":12.9,"currency":"EUR"}     | /price/amount   | cannot be 12.9. amount is a plain decimal number in a string, such as "12.90".
					"price":{"amount":"12,90","currency":"EUR"}  | /price/amount   | amount is a plain decimal number in a string, such as "12.90".
					"price":{"amount":"1e3","currency":"EUR"}    | /price/amount   | amount is a plain decimal number in a string, such as "12.90".
					"price":{"amount":"12.900","currency":"EUR"} | /price/amount   | An amount in EUR has exactly 2 decimals, such as "12.90"; this one has 3.
					"price":{"amount":"12.90","currency":"JPY"}  | /price/amount   | An amount in JPY has exactly 0 decimals, such as "1290"; this one has 2.
					"price":{"amount":"12.90","currency":"KWD"}  | /price/amount   | An amount in KWD has exactly 3 decimals, such as "1.290"; this one has 2.
					"price":{"amount":"12.90"}                   | /price/currency | currency is required, such as "EUR".
					"price":{"currency":"EUR"}                   | /price/amount   | amount is required, as a string such as "12.90".
					"price":{"amount":"12.90","currency":"XXX"}  | /price/currency | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"price":{"amount":"12.90","currency":"ZZZ"}  | /price/currency | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"price":{"amount":"12.90","currency":"eur"}  | /price/currency | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"price":{"amount":"12.90","currency":978}    | /price/currency | cannot be 978. A currency is a three-letter ISO 4217 code in capitals, such as EUR.
							"currency":"XXX"                 | /currency       | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"currency":"ZZZ"                 | /currency       | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"currency":"eur"                 | /currency       | A currency is a three-letter ISO 4217 code in capitals, such as EUR.
					"currency":978                   | /currency       | must be an ISO 4217 currency code in capitals, such as "EUR", not 978.
					"email":7                        | /email          | cannot be 7. An e-mail address has the form name@domain and at most 254 characters, such as ada@example.org.
					"email":"ada at example"         | /email          | such as ada@example.org.
					"email":"ada@example.org,eve@example.org" | /email | such as ada@example.org.
					"phone":4930901820               | /phone          | a text in quotes, not 4930901820.
					"country":49                     | /country        | cannot be 49. Use a two-letter ISO 3166-1 country code in capitals, such as DE.
					"country":"de"                   | /country        | Use a two-letter ISO 3166-1 country code in capitals, such as DE.
					"country":"DEU"                  | /country        | Use a two-letter ISO 3166-1 country code in capitals, such as DE.
					"address":"1 Main St, Berlin"    | /address        | must be an object such as {"name":"Ada Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"}, not the text
					"address":{"name":"A","line1":"1","city":"B","country":"Germany"} | /address/country | Use a two-letter ISO 3166-1 country code in capitals, such as DE.
					"address":{"name":"A","line1":"1","city":"B","country":{"code":"DE"}} | /address/country | cannot be an object. Use a two-letter ISO 3166-1 country code in capitals, such as DE.
					"address":{"name":"A","line1":"1","city":"B","country":"DE","postalCode":10115} | /address/postalCode | must be a text in quotes, not 10115.
					"address":{"name":" ","line1":"1","city":"B","country":"DE"} | /address/name | name is required and may not be blank.
					"address":{"name":"A","line1":"1","city":"B","country":"DE","zip":"1"} | /address/zip | Known are
					"part":"half"                    | /part           | must be an object with sku, count, not the text "half".
					"part":[1]                       | /part           | must be an object with sku, count, not a list.
					"part":{"sku":1,"count":2}       | /part/sku       | such as MUG-BLUE.
					"parts":{}                       | /parts          | must be a list, not an object.
					"parts":[{"sku":"A","count":1},{"sku":"A","count":1.5}] | /parts/1/count | A quantity is a whole number from 1 to 1000000, such as 2.
					"parts":[null]                   | /parts/0        | must not be null
					"id":"12"                        | /id             | must be a UUID such as "01900000-0000-7000-8000-000000000001", not the text "12".
					"role":"BOSS"                    | /role           | must be one of STOREFRONT, OPS, FINANCE, PARTNER, ADMIN, not the text "BOSS".
					""")
	void saysWhatIsAccepted(String field, String pointer, String remedy) {
		List<FieldProblem> errors = errors("{%s}".formatted(field)).stream()
			.filter((error) -> !"/quantity".equals(error.pointer()) || "/quantity".equals(pointer))
			.toList();
		assertThat(errors).singleElement().satisfies((error) -> {
			assertThat(error.pointer()).isEqualTo(pointer);
			assertThat(error.detail()).contains(remedy);
		});
	}

	@Test
	void namesAMisspeltFieldNextToTheOneThatIsMissing() {
		assertThat(errors("{\"quantity\":1,\"price\":{\"amount\":\"12.90\",\"curency\":\"EUR\"}}"))
			.extracting(FieldProblem::pointer, FieldProblem::code)
			.containsExactlyInAnyOrder(tuple("/price/currency", "REQUIRED"), tuple("/price/curency", "UNKNOWN_FIELD"));
	}

	@Test
	void namesEveryFaultOfABody() {
		assertThat(errors("""
				{"quantity":"2","sku":5,"price":{"amount":12.9,"currency":"eur"},"currency":"ZZZ","email":"x","phone":1,
				 "country":"D","address":{"name":5,"country":"Germany"},"part":{"sku":"?","count":0,"more":1},
				 "parts":[{"sku":"A","count":0},{"count":1.5},7],"id":1,"role":2,"rolle":1}"""))
			.extracting(FieldProblem::pointer)
			.containsExactlyInAnyOrder("/quantity", "/sku", "/price/amount", "/price/currency", "/currency", "/email",
					"/phone", "/country", "/address/name", "/address/line1", "/address/city", "/address/country",
					"/part/sku", "/part/count", "/part/more", "/parts/0/count", "/parts/1/sku", "/parts/1/count",
					"/parts/2", "/id", "/role", "/rolle");
	}

	private List<FieldProblem> errors(String body) {
		BusinessException refusal = this.explainer.explain(body.getBytes(StandardCharsets.UTF_8), Probe.class, true);
		assertThat(refusal.errors()).as(refusal.detail()).isNotEmpty();
		return refusal.errors();
	}

	record Probe(@NotNull Quantity quantity, @Nullable Sku sku, @Nullable Money price, @Nullable Currency currency,
			@Nullable EmailAddress email, @Nullable String phone, @Nullable CountryCode country,
			@Nullable PostalAddress address, @Valid @Nullable Part part,
			@Size(max = 5) @Nullable List<@Valid @NotNull Part> parts, @Nullable UUID id, @Nullable Role role) {
	}

	record Part(@NotNull Sku sku, @NotNull Quantity count) {
	}

}
