package dev.orderprocessing.platform.web;

import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must not be in a log: canaries in every field that holds personal data or secrets.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@ExtendWith(OutputCaptureExtension.class)
class LogIT {

	private static final String CANARY = "7391canary";

	private static final String ORDER = """
			{"channel":"WEB","externalReference":"X-1","currency":"EUR",
			 "customer":{"name":"Ada %1$s","email":"%1$s@example.org"},
			 "lines":[{"sku":"MUG-BLUE","quantity":1,"services":[{"code":"ENGRAVING","text":"For %1$s"}]}],
			 "shippingAddress":{"name":"Ada %1$s","line1":"%1$s St","city":"Berlin","postalCode":"10115","country":"DE"},
			 "delivery":{"method":"STANDARD"},"payment":{"method":"CARD","token":"tok_%1$s"},
			 "note":"Ring at %1$s","metadata":{"cart":"%1$s"}}"""
		.formatted(CANARY);

	private final JdbcClient jdbc;

	private final Caller storefront;

	@Autowired
	LogIT(Api api, JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.storefront = new Caller(api.url(), "demo-storefront");
	}

	@AfterEach
	void letOrdersIn() {
		this.jdbc.sql("DROP TRIGGER IF EXISTS refuse ON orders").update();
	}

	/** The database fails as it may, quoting the row as it does. */
	@ParameterizedTest
	@CsvSource({ "23505, 409", "23502, 422", "57014, 503", "40001, 409", "XX000, 500" })
	void theDatabasesErrorsAreLoggedWithoutTheRow(String state, int status, CapturedOutput output) {
		this.jdbc.sql("""
				CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN
				    RAISE EXCEPTION 'refused' USING ERRCODE = '%s', DETAIL = NEW.buyer_name || NEW.shipping_address,
				        CONSTRAINT = 'orders_external_reference_per_source';
				END $$""".formatted(state)).update();
		this.jdbc.sql("CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse()").update();
		Answer answer = this.storefront.post("/orders", ORDER);
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(answer.text()).doesNotContain(CANARY);
		assertThat(output).doesNotContain(CANARY);
		if (status == 500) {
			assertThat(output).contains("POST /api/v1/orders failed", answer.at("/traceId"));
		}
	}

	@Test
	void neitherOrdersNorRefusalsNorKeysAreLogged(CapturedOutput output) {
		assertThat(this.storefront.post("/orders", ORDER).status()).isEqualTo(201);
		assertThat(this.storefront.post("/orders", ORDER).status()).isEqualTo(409);
		assertThat(this.storefront.post("/orders", ORDER.replace("quantity", "quantty")).status()).isEqualTo(400);
		assertThat(new Caller(this.storefront.url(), "key-" + CANARY).get("/orders").status()).isEqualTo(401);
		assertThat(this.storefront.get("/orders?number=" + CANARY + "%07" + CANARY).status()).isEqualTo(400);
		assertThat(this.storefront.post("/orders/" + CANARY + "/cancel", Map.of()).status()).isEqualTo(404);
		assertThat(output).doesNotContain(CANARY);
	}

}
