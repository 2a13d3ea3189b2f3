package dev.orderprocessing.catalog.web;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ProductApiIT {

	private static final String PRODUCTS = "/api/v1/products";

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
				               "prices": [{"amount": "4.00", "currency": "EUR"}]}]}""").expectStatus()
			.isCreated()
			.expectHeader()
			.valueEquals(HttpHeaders.LOCATION, "/api/v1/products/PAI-VASE")
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"0\"")
			.expectBody()
			.jsonPath("$.name")
			.isEqualTo("Vase")
			.jsonPath("$.status")
			.isEqualTo("ACTIVE")
			.jsonPath("$.taxCategory")
			.isEqualTo("STANDARD")
			.jsonPath("$.maxPerOrder")
			.isEqualTo(1_000_000)
			.jsonPath("$.prices[0].amount")
			.isEqualTo("19.90")
			.jsonPath("$.services[0].code")
			.isEqualTo("ENGRAVING")
			.jsonPath("$.description")
			.doesNotExist();
		replace("PAI-VASE", "\"0\"", "{\"name\": \"Vase, tall\", \"backorderable\": true, \"prices\": []}")
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"1\"");
		this.api.asStorefront()
			.get()
			.uri(PRODUCTS + "/pai-vase")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"1\"")
			.expectBody()
			.jsonPath("$.name")
			.isEqualTo("Vase, tall")
			.jsonPath("$.backorderable")
			.isEqualTo(true)
			.jsonPath("$.prices.length()")
			.isEqualTo(0)
			.jsonPath("$.services.length()")
			.isEqualTo(0);
	}

	@Test
	void refusesTheSameSkuTwiceAndNamesIt() {
		String body = "{\"sku\": \"PAI-TWICE\", \"name\": \"Twice\", \"prices\": []}";
		create(body).expectStatus().isCreated();
		create(body).expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("ALREADY_EXISTS")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/sku")
			.jsonPath("$.detail")
			.value((detail) -> assertThat(detail).asString().contains("PAI-TWICE"));
	}

	@Test
	void refusesToReplaceAVersionThatIsGone() {
		create("{\"sku\": \"PAI-STALE\", \"name\": \"Stale\", \"prices\": []}").expectStatus().isCreated();
		replace("PAI-STALE", "\"7\"", "{\"name\": \"Newer\", \"prices\": []}").expectStatus()
			.isEqualTo(HttpStatus.PRECONDITION_FAILED)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("STALE_VERSION");
		replace("PAI-STALE", "latest", "{\"name\": \"Newer\", \"prices\": []}").expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].parameter")
			.isEqualTo("If-Match");
		replace("PAI-NONE", "*", "{\"name\": \"Newer\", \"prices\": []}").expectStatus().isNotFound();
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
		create(body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("INVALID_REQUEST")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer);
	}

	@Test
	void refusesMorePricesThanAProductCanHave() {
		String prices = "{\"amount\": \"1.00\", \"currency\": \"EUR\"},".repeat(21);
		create("{\"sku\": \"PAI-BAD\", \"name\": \"X\", \"prices\": [" + prices.substring(0, prices.length() - 1)
				+ "]}")
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/prices");
	}

	@Test
	void listsBySkuPageByPage() {
		for (String sku : new String[] { "PAI-LIST.B", "PAI-LIST-C", "PAI-LIST.A" }) {
			create("{\"sku\": \"%s\", \"name\": \"X\", \"prices\": []}".formatted(sku)).expectStatus().isCreated();
		}
		String[] cursor = new String[1];
		this.api.asPartner()
			.get()
			.uri(PRODUCTS + "?query=pai-list&limit=2")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[0].sku")
			.isEqualTo("PAI-LIST-C")
			.jsonPath("$.items[1].sku")
			.isEqualTo("PAI-LIST.A")
			.jsonPath("$.nextCursor")
			.value((next) -> cursor[0] = String.valueOf(next));
		this.api.asPartner()
			.get()
			.uri(PRODUCTS + "?query=pai-list&limit=2&cursor=" + cursor[0])
			.exchange()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(1)
			.jsonPath("$.items[0].sku")
			.isEqualTo("PAI-LIST.B")
			.jsonPath("$.nextCursor")
			.doesNotExist();
	}

	@Test
	void searchesForWildcardsLiterally() {
		this.api.asOps()
			.get()
			.uri(PRODUCTS + "?query={query}", "%_%")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(0);
	}

	@Test
	void filtersByStatus() {
		this.api.asOps()
			.get()
			.uri(PRODUCTS + "?status=DISCONTINUED&query=retro")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[0].sku")
			.isEqualTo("MUG-RETRO");
	}

	@Test
	void refusesACursorOfAnotherListAndAWrongLimit() {
		this.api.asOps().get().uri(PRODUCTS + "?cursor=bm9uc2Vuc2U").exchange().expectStatus().isBadRequest();
		this.api.asOps().get().uri(PRODUCTS + "?limit=201").exchange().expectStatus().isBadRequest();
	}

	@Test
	void listsManyProductsWithOneStatement() {
		long selects = this.counter
			.statements(() -> this.api.asOps().get().uri(PRODUCTS + "?limit=200").exchange().expectStatus().isOk())
			.stream()
			.filter((sql) -> sql.contains("product"))
			.count();
		assertThat(selects).isEqualTo(1);
	}

	@Test
	void letsOnlyOperationsAndAdministrationWrite() {
		for (RestTestClient client : new RestTestClient[] { this.api.asStorefront(), this.api.asFinance(),
				this.api.asPartner() }) {
			client.post()
				.uri(PRODUCTS)
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"sku\": \"PAI-FORBIDDEN\", \"name\": \"X\", \"prices\": []}")
				.exchange()
				.expectStatus()
				.isForbidden();
		}
	}

	private RestTestClient.ResponseSpec create(String body) {
		return this.api.asOps().post().uri(PRODUCTS).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private RestTestClient.ResponseSpec replace(String sku, String ifMatch, String body) {
		return this.api.asOps()
			.put()
			.uri(PRODUCTS + "/" + sku)
			.header(HttpHeaders.IF_MATCH, ifMatch)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

}
