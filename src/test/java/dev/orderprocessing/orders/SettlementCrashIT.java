package dev.orderprocessing.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged service is killed while it waits for the payment gateway. The simulated
 * gateway keeps its books in the database, so a lock on them makes it slow.
 */
@Timeout(180)
class SettlementCrashIT {

	/** The job asks again after this time, at the latest after twice of it. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final TestDatabase database = TestDatabase.fresh();

	private final UUID keyOfUncalled = UUID.randomUUID();

	private final UUID keyOfCapture = UUID.randomUUID();

	@Test
	void whatTheGatewayWasAskedBeforeAKillHappensOnceAfterIt() throws Exception {
		Map<String, Object> settings = new HashMap<>(this.database.patientProperties());
		ServiceProcess service = ServiceProcess.start(settings);
		String captured = prepareForCapture(Shop.demo(service.url()));
		String booked;
		try (Connection books = begin(); Connection order = begin()) {
			booked = placeAndKillAfterTheGatewayHasBooked(service, books, order, captured);
		}
		settings.put("order-processing.orders.payment-retry", "2s");
		try (ServiceProcess next = ServiceProcess.start(settings)) {
			Shop shop = Shop.demo(next.url());

			String uncalled = retriedWithItsKey(shop);
			assertThat(shop.ops().post(this.keyOfCapture, deliver(captured), "").ok().at("/number"))
				.isEqualTo(captured);

			await().atMost(PATIENCE).until(() -> paymentStatus(shop, booked).equals("AUTHORIZED"));
			await().atMost(PATIENCE).until(() -> paymentStatus(shop, uncalled).equals("AUTHORIZED"));
			await().atMost(PATIENCE).until(() -> shop.status(captured).equals("CONFIRMED"));
			for (String number : List.of(booked, uncalled)) {
				assertThat(booksOf(number)).containsExactly("AUTHORIZE true 17.80 EUR");
				assertThat(shop.order(number).size("/holds")).isZero();
				shop.ops(number, "fulfill");
				shop.ops(number, "ship");
				assertThat(shop.ops(number, "deliver").at("/status")).isEqualTo("CONFIRMED");
			}
			for (String number : List.of(booked, uncalled, captured)) {
				assertThat(booksOf(number)).containsExactly("AUTHORIZE true 17.80 EUR", "CAPTURE true 17.80 EUR");
				assertThat(shop.order(number).amount("/totals/paid")).isEqualTo("17.80");
			}
			assertThat(this.database
				.texts("SELECT external_reference FROM orders WHERE payment_method = 'CARD' ORDER BY 1"))
				.containsExactly("BOOKED", "CAPTURED", "UNCALLED");
			shop.assertBooksAreExact();

			aCardAuthorisedAfterTheCancellationIsGivenUp(shop);
		}
	}

	/** Authorised, shipped, and about to be invoiced and captured. */
	private static String prepareForCapture(Shop shop) {
		return shop.shipped(cart("CAPTURED"));
	}

	/**
	 * Of one order the gateway has booked the authorisation and its answer is not taken
	 * up; of another the authorisation, of the third the capture is not booked.
	 */
	private String placeAndKillAfterTheGatewayHasBooked(ServiceProcess service, Connection books, Connection order,
			String captured) throws SQLException {
		Shop shop = Shop.demo(service.url());
		lockTheBooks(books);
		var first = inBackground(() -> shop.storefront().post("/orders", cart("BOOKED").body()));
		await().until(() -> this.database.waiting() == 1);
		String booked = this.database.texts("SELECT number FROM orders WHERE external_reference = 'BOOKED'").getFirst();
		order.createStatement().execute("SELECT 1 FROM orders WHERE number = '%s' FOR UPDATE".formatted(booked));
		books.rollback();
		await().until(() -> booksOf(booked).size() == 1 && this.database.waiting() == 1);
		lockTheBooks(books);
		var second = inBackground(() -> shop.storefront().post(this.keyOfUncalled, "/orders", cart("UNCALLED").body()));
		var third = inBackground(() -> shop.ops().post(this.keyOfCapture, deliver(captured), ""));
		await().until(() -> this.database.waiting() == 3);

		service.kill();

		for (CompletableFuture<Answer> unanswered : List.of(first, second, third)) {
			assertThat(unanswered).failsWithin(Duration.ofSeconds(10));
		}
		books.rollback();
		order.rollback();
		await().until(() -> this.database.waiting() == 0);
		assertThat(this.database.texts("SELECT operation || state FROM payment_intent ORDER BY 1"))
			.containsExactly("AUTHORIZESUCCEEDED", "AUTHORIZEUNKNOWN", "AUTHORIZEUNKNOWN", "CAPTUREUNKNOWN");
		assertThat(this.database.texts("SELECT operation FROM simulated_gateway_operation"))
			.containsExactly("AUTHORIZE", "AUTHORIZE");
		return booked;
	}

	private String retriedWithItsKey(Shop shop) {
		Answer retried = shop.storefront().post(this.keyOfUncalled, "/orders", cart("UNCALLED").body()).ok();
		assertThat(retried.status()).isEqualTo(201);
		assertThat(retried.header("Idempotency-Replayed")).hasValue("true");
		assertThat(retried.at("/payment/status")).isEqualTo("AUTHORIZED");
		return retried.at("/number");
	}

	private void aCardAuthorisedAfterTheCancellationIsGivenUp(Shop shop) throws SQLException {
		String number;
		try (Connection books = begin()) {
			lockTheBooks(books);
			var placing = inBackground(() -> shop.storefront().post("/orders", cart("CANCELLED").body()));
			await().until(() -> this.database.waiting() == 1);
			number = this.database.texts("SELECT number FROM orders WHERE external_reference = 'CANCELLED'").getFirst();
			assertThat(this.database.texts("SELECT state FROM payment_intent ORDER BY id DESC LIMIT 1"))
				.containsExactly("UNKNOWN");
			var cancelling = inBackground(() -> shop.storefront().post("/orders/%s/cancel".formatted(number), ""));
			await().until(() -> shop.status(number).equals("CANCELLED"));
			books.rollback();
			assertThat(cancelling.join().ok().at("/status")).isEqualTo("CANCELLED");
			assertThat(placing.join().ok().at("/status")).isEqualTo("CANCELLED");
		}
		await().atMost(PATIENCE).until(() -> paymentStatus(shop, number).equals("VOIDED"));
		assertThat(booksOf(number)).containsExactly("AUTHORIZE true 17.80 EUR", "VOID true 17.80 EUR");
		shop.assertBooksAreExact();
	}

	private static Cart cart(String reference) {
		return Cart.of("MUG-BLUE", 1).paidByCard("tok_approve").with("externalReference", reference);
	}

	private static String deliver(String number) {
		return "/orders/%s/deliver".formatted(number);
	}

	private static String paymentStatus(Shop shop, String number) {
		return shop.order(number).at("/payment/status");
	}

	/** What the gateway has booked for an order, whether approved or not. */
	private List<String> booksOf(String number) {
		return this.database.texts("""
				SELECT concat_ws(' ', g.operation, g.approved::text, g.amount::numeric(9, 2), g.currency)
				  FROM simulated_gateway_operation g JOIN payment_intent i ON i.id = g.key
				  JOIN orders o ON o.id = i.order_id
				 WHERE o.number = '%s' ORDER BY g.created_at""".formatted(number));
	}

	private Connection begin() throws SQLException {
		Connection connection = this.database.connect();
		connection.setAutoCommit(false);
		return connection;
	}

	private static void lockTheBooks(Connection books) throws SQLException {
		books.createStatement().execute("LOCK TABLE simulated_gateway_operation IN EXCLUSIVE MODE");
	}

	private static CompletableFuture<Answer> inBackground(Supplier<Answer> request) {
		return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
	}

}
