package dev.orderprocessing.customers.web;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@IntegrationTest
class CustomerApiIT {

	private static final String CUSTOMERS = "/api/v1/customers";

	private final Api api;

	@Autowired
	CustomerApiIT(Api api) {
		this.api = api;
	}

	@Test
	void aShopRegistersABuyerAndFinanceGrantsTerms() {
		String[] id = new String[1];
		create(this.api.asStorefront(),
				"{\"name\": \"Grace\", \"email\": \"cai@example.org\", \"phone\": \"+49 30 901820\"}")
			.expectStatus()
			.isCreated()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"0\"")
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("ACTIVE")
			.jsonPath("$.paymentTermsDays")
			.doesNotExist()
			.jsonPath("$.id")
			.value((value) -> id[0] = String.valueOf(value));
		replace(id[0], "\"0\"", """
				{"name": "Grace", "email": "cai@example.org", "paymentTermsDays": 14,
				 "creditLimit": {"amount": "250.00", "currency": "EUR"}}""").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.paymentTermsDays")
			.isEqualTo(14)
			.jsonPath("$.creditLimit.amount")
			.isEqualTo("250.00")
			.jsonPath("$.phone")
			.doesNotExist();
		replace(id[0], "\"0\"", "{\"name\": \"Grace\", \"email\": \"cai@example.org\"}").expectStatus()
			.isEqualTo(HttpStatus.PRECONDITION_FAILED);
		this.api.asOps()
			.get()
			.uri(CUSTOMERS + "?email=CAI@example.org")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(1)
			.jsonPath("$.items[0].id")
			.isEqualTo(id[0]);
	}

	@Test
	void refusesTermsThatAStorefrontGrantsItself() {
		create(this.api.asStorefront(),
				"{\"name\": \"Mallory\", \"email\": \"m@example.org\", \"paymentTermsDays\": 365}")
			.expectStatus()
			.isForbidden()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("FORBIDDEN")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/paymentTermsDays");
	}

	@Test
	void keepsTheListOfCustomersFromStorefronts() {
		this.api.asStorefront().get().uri(CUSTOMERS).exchange().expectStatus().isForbidden();
		this.api.asStorefront()
			.get()
			.uri(CUSTOMERS + "/01900000-0000-7000-8000-000000000001")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.name")
			.isEqualTo("Ada Buyer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = { "/name               | {\"email\": \"a@example.org\"}",
			"/email              | {\"name\": \"A\"}", "/email              | {\"name\": \"A\", \"email\": \"nobody\"}",
			"/phone              | {\"name\": \"A\", \"email\": \"a@example.org\", \"phone\": \"call me\"}",
			"/statusReason       | {\"name\": \"A\", \"email\": \"a@example.org\", \"status\": \"BLOCKED\"}",
			"/paymentTermsDays   | {\"name\": \"A\", \"email\": \"a@example.org\", \"paymentTermsDays\": 366}",
			"/creditLimit/amount | {\"name\": \"A\", \"email\": \"a@example.org\", \"creditLimit\": {\"amount\": \"-1.00\", \"currency\": \"EUR\"}}",
			"/id                 | {\"name\": \"A\", \"email\": \"a@example.org\", \"id\": \"x\"}" })
	void namesTheFieldThatIsWrong(String pointer, String body) {
		create(this.api.asOps(), body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer);
	}

	@Test
	void answersForIdsThatDoNotExist() {
		this.api.asOps()
			.get()
			.uri(CUSTOMERS + "/01900000-0000-7000-8000-00000000ffff")
			.exchange()
			.expectStatus()
			.isNotFound();
		this.api.asOps().get().uri(CUSTOMERS + "/ada").exchange().expectStatus().isBadRequest();
		this.api.asOps().get().uri(CUSTOMERS + "?email=ada").exchange().expectStatus().isBadRequest();
	}

	private static RestTestClient.ResponseSpec create(RestTestClient client, String body) {
		return client.post().uri(CUSTOMERS).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private RestTestClient.ResponseSpec replace(String id, String ifMatch, String body) {
		return this.api.asFinance()
			.put()
			.uri(CUSTOMERS + "/" + id)
			.header(HttpHeaders.IF_MATCH, ifMatch)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

}
