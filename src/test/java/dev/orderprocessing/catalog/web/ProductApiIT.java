package dev.orderprocessing.catalog.web;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ProductApiIT {

	private static final String PRODUCTS = "/products";

	private final Api api;

	private final StatementCounter counter;

	@Autowired
	ProductApiIT(Api api, StatementCounter counter) {
		this.api = api;
		this.counter = counter;
	}

	@Test
	void createsReadsAndReplacesAProduct() {
		create("""
				{"sku": "pai-vase", "name": " Vase ", "prices": [{"amount": "19.90", "currency": "EUR"}],
				 "services": [{"code": "engraving", "name": "Engraving", "needsText": true,
				               "prices": [{"amount": "4.00", "currency": "EUR"}]}]}""").is(201)
			.hasHeader(HttpHeaders.LOCATION, "/api/v1/products/PAI-VASE")
			.hasHeader(HttpHeaders.ETAG, "\"0\"")
			.has("/name", "Vase")
			.has("/status", "ACTIVE")
			.has("/taxCategory", "STANDARD")
			.has("/maxPerOrder", 1_000_000)
			.has("/prices/0/amount", "19.90")
			.has("/services/0/code", "ENGRAVING")
			.lacks("/description");
		replace("PAI-VASE", "\"0\"", "{\"name\": \"Vase, tall\", \"backorderable\": true, \"prices\": []}").is(200)
			.hasHeader(HttpHeaders.ETAG, "\"1\"");
		this.api.asStorefront()
			.get(PRODUCTS + "/pai-vase")
			.is(200)
			.hasHeader(HttpHeaders.ETAG, "\"1\"")
			.has("/name", "Vase, tall")
			.has("/backorderable", true)
			.hasSize("/prices", 0)
			.hasSize("/services", 0);
	}

	@Test
	void refusesTheSameSkuTwiceAndNamesIt() {
		String body = "{\"sku\": \"PAI-TWICE\", \"name\": \"Twice\", \"prices\": []}";
		create(body).is(201);
		assertThat(create(body).is(409).has("/code", "ALREADY_EXISTS").has("/errors/0/pointer", "/sku").at("/detail"))
			.contains("PAI-TWICE");
	}

	@Test
	void refusesToReplaceAVersionThatIsGone() {
		create("{\"sku\": \"PAI-STALE\", \"name\": \"Stale\", \"prices\": []}").is(201);
		replace("PAI-STALE", "\"7\"", "{\"name\": \"Newer\", \"prices\": []}").is(412).has("/code", "STALE_VERSION");
		replace("PAI-STALE", "latest", "{\"name\": \"Newer\", \"prices\": []}").is(400)
			.has("/errors/0/parameter", "If-Match");
		replace("PAI-NONE", "*", "{\"name\": \"Newer\", \"prices\": []}").is(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"/sku                     | {\"sku\": \"no spaces\", \"name\": \"X\", \"prices\": []}",
			"/name                    | {\"sku\": \"PAI-BAD\", \"name\": \" \", \"prices\": []}",
			"/prices                  | {\"sku\": \"PAI-BAD\", \"name\": \"X\"}",
			"/prices/0/amount         | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [{\"amount\": \"1.234\", \"currency\": \"EUR\"}]}",
			"/prices/0/amount         | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [{\"amount\": \"-1.00\", \"currency\": \"EUR\"}]}",
			"/prices/1/currency       | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [{\"amount\": \"1.00\", \"currency\": \"EUR\"}, {\"amount\": \"2.00\", \"currency\": \"EUR\"}]}",
			"/prices/0                | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [null]}",
			"/weightGrams             | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"weightGrams\": -1}",
			"/weightGrams             | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"weightGrams\": 1.5}",
			"/maxPerOrder             | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"maxPerOrder\": 0}",
			"/taxCategory             | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"taxCategory\": \"LUXURY\"}",
			"/services/0/prices       | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"services\": [{\"code\": \"A\", \"name\": \"A\"}]}",
			"/services/1/code         | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"services\": [{\"code\": \"a\", \"name\": \"A\", \"prices\": []}, {\"code\": \"A\", \"name\": \"A\", \"prices\": []}]}",
			"/pricess                 | {\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [], \"pricess\": []}" })
	void namesTheFieldThatIsWrong(String pointer, String body) {
		create(body).is(400).has("/code", "INVALID_REQUEST").has("/errors/0/pointer", pointer);
	}

	@Test
	void refusesMorePricesThanAProductCanHave() {
		String prices = "{\"amount\": \"1.00\", \"currency\": \"EUR\"},".repeat(21);
		create("{\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [" + prices.substring(0, prices.length() - 1)
				+ "]}")
			.is(400)
			.has("/errors/0/pointer", "/prices");
	}

	@Test
	void listsBySkuPageByPage() {
		for (String sku : new String[] { "PAI-LIST.B", "PAI-LIST-C", "PAI-LIST.A" }) {
			create("{\"sku\": \"%s\", \"name\": \"X\", \"prices\": []}".formatted(sku)).is(201);
		}
		String next = this.api.asPartner()
			.get(PRODUCTS + "?query=pai-list&limit=2")
			.is(200)
			.has("/items/0/sku", "PAI-LIST-C")
			.has("/items/1/sku", "PAI-LIST.A")
			.hasSome("/nextCursor")
			.at("/nextCursor");
		this.api.asPartner()
			.get(PRODUCTS + "?query=pai-list&limit=2&cursor=" + next)
			.hasSize("/items", 1)
			.has("/items/0/sku", "PAI-LIST.B")
			.lacks("/nextCursor");
	}

	@Test
	void searchesForWildcardsLiterally() {
		this.api.asOps().get(PRODUCTS + "?query=%25_%25").is(200).hasSize("/items", 0);
	}

	@Test
	void filtersByStatus() {
		this.api.asOps().get(PRODUCTS + "?status=DISCONTINUED&query=retro").is(200).has("/items/0/sku", "MUG-RETRO");
	}

	@Test
	void refusesACursorOfAnotherListAndAWrongLimit() {
		this.api.asOps().get(PRODUCTS + "?cursor=bm9uc2Vuc2U").is(400);
		this.api.asOps().get(PRODUCTS + "?limit=201").is(400);
	}

	@Test
	void listsManyProductsWithOneStatement() {
		long selects = this.counter.statements(() -> this.api.asOps().get(PRODUCTS + "?limit=200").is(200))
			.stream()
			.filter((sql) -> sql.contains("product"))
			.count();
		assertThat(selects).isEqualTo(1);
	}

	@Test
	void letsOnlyOperationsAndAdministrationWrite() {
		for (Caller client : new Caller[] { this.api.asStorefront(), this.api.asFinance(), this.api.asPartner() }) {
			client.post(PRODUCTS, "{\"sku\": \"PAI-FORBIDDEN\", \"name\": \"X\", \"prices\": []}").is(403);
		}
	}

	private Answer create(String body) {
		return this.api.asOps().post(PRODUCTS, body);
	}

	private Answer replace(String sku, String ifMatch, String body) {
		return this.api.asOps().put(PRODUCTS + "/" + sku, body, HttpHeaders.IF_MATCH, ifMatch);
	}

}
