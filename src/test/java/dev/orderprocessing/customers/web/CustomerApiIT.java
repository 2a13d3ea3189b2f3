package dev.orderprocessing.customers.web;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

@IntegrationTest
class CustomerApiIT {

	private static final String CUSTOMERS = "/customers";

	private final Api api;

	@Autowired
	CustomerApiIT(Api api) {
		this.api = api;
	}

	@Test
	void aShopRegistersABuyerAndFinanceGrantsTerms() {
		String id = create(this.api.asStorefront(),
				"{\"name\": \"Grace\", \"email\": \"cai@example.org\", \"phone\": \"+49 30 901820\"}")
			.is(201)
			.hasHeader(HttpHeaders.ETAG, "\"0\"")
			.has("/status", "ACTIVE")
			.lacks("/paymentTermsDays")
			.at("/id");
		replace(id, "\"0\"", """
				{"name": "Grace", "email": "cai@example.org", "paymentTermsDays": 14,
				 "creditLimit": {"amount": "250.00", "currency": "EUR"}}""").is(200)
			.has("/paymentTermsDays", 14)
			.has("/creditLimit/amount", "250.00")
			.lacks("/phone");
		replace(id, "\"0\"", "{\"name\": \"Grace\", \"email\": \"cai@example.org\"}").is(412);
		this.api.asOps().get(CUSTOMERS + "?email=CAI@example.org").is(200).hasSize("/items", 1).has("/items/0/id", id);
	}

	@Test
	void refusesTermsThatAStorefrontGrantsItself() {
		create(this.api.asStorefront(),
				"{\"name\": \"Mallory\", \"email\": \"m@example.org\", \"paymentTermsDays\": 365}")
			.is(403)
			.has("/code", "FORBIDDEN")
			.has("/errors/0/pointer", "/paymentTermsDays");
	}

	@Test
	void keepsTheListOfCustomersFromStorefronts() {
		this.api.asStorefront().get(CUSTOMERS).is(403);
		this.api.asStorefront()
			.get(CUSTOMERS + "/01900000-0000-7000-8000-000000000001")
			.is(200)
			.has("/name", "Ada Buyer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = { "/name               | {\"email\": \"a@example.org\"}",
			"/email              | {\"name\": \"A\", \"email\": \"nobody\"}",
			"/statusReason       | {\"name\": \"A\", \"email\": \"a@example.org\", \"status\": \"BLOCKED\"}",
			"/paymentTermsDays   | {\"name\": \"A\", \"email\": \"a@example.org\", \"paymentTermsDays\": 366}",
			"/creditLimit/amount | {\"name\": \"A\", \"email\": \"a@example.org\", \"creditLimit\": {\"amount\": \"-1.00\", \"currency\": \"EUR\"}}",
			"/id                 | {\"name\": \"A\", \"email\": \"a@example.org\", \"id\": \"x\"}" })
	void namesTheFieldThatIsWrong(String pointer, String body) {
		create(this.api.asOps(), body).is(400).has("/errors/0/pointer", pointer);
	}

	@Test
	void aPhoneNumberIsKeptAsItIsGivenAndAnAddressMayBeMissing() {
		create(this.api.asOps(), "{\"name\": \"A\", \"phone\": \"ask for Bo -12\"}").is(201)
			.has("/phone", "ask for Bo -12")
			.lacks("/email");
	}

	@Test
	void answersForIdsThatDoNotExist() {
		this.api.asOps().get(CUSTOMERS + "/01900000-0000-7000-8000-00000000ffff").is(404);
		this.api.asOps().get(CUSTOMERS + "/ada").is(400);
		this.api.asOps().get(CUSTOMERS + "?email=ada").is(400);
	}

	private static Answer create(Caller client, String body) {
		return client.post(CUSTOMERS, body);
	}

	private Answer replace(String id, String ifMatch, String body) {
		return this.api.asFinance().put(CUSTOMERS + "/" + id, body, HttpHeaders.IF_MATCH, ifMatch);
	}

}
