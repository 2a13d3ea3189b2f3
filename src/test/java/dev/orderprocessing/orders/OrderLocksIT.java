package dev.orderprocessing.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A command that takes several things locks all of them in the order in which everybody
 * does, so that it never holds what somebody needs who has what it waits for.
 */
@IntegrationTest
class OrderLocksIT {

	@Autowired
	Api api;

	@Autowired
	DataSource connections;

	private Shop shop;

	/** A transaction that stands in the way. */
	private Connection other;

	private JdbcClient sql;

	@BeforeEach
	void open() throws SQLException {
		this.shop = Shop.demo(this.api.url());
		this.other = this.connections.getConnection();
		this.other.setAutoCommit(false);
		this.sql = JdbcClient.create(new SingleConnectionDataSource(this.other, true));
	}

	@AfterEach
	void close() throws SQLException {
		this.other.rollback();
		this.other.setAutoCommit(true);
		this.other.close();
	}

	@Test
	void whoWaitsForTheFirstSkuHoldsNoOther() throws SQLException {
		List<String> skus = List.of(this.shop.product("10.00", 5), this.shop.product("10.00", 5))
			.stream()
			.sorted()
			.toList();
		Answer placed = this.shop.placed(Cart.of(skus.getLast(), 1));
		lockRow(skus.getFirst());

		CompletableFuture<Answer> amended = amend(placed, skus.getFirst(), 1);
		awaitSomebodyBlocked();
		lockRow(skus.getLast());
		this.other.rollback();

		assertThat(amended.join().ok().at("/status")).isEqualTo("VERIFIED");
		assertThat(this.shop.available(skus.getFirst())).isEqualTo(4);
		assertThat(this.shop.available(skus.getLast())).isEqualTo(5);
		this.shop.assertBooksAreExact();
	}

	@Test
	void whoWaitsForAQueueHoldsNoStock() throws SQLException {
		String sku = this.shop.product("10.00", 5, Map.of("backorderable", true));
		Answer placed = this.shop.placed(Cart.of(sku, 1));
		// as a first receipt in another warehouse does, before it locks the rows
		this.sql.sql("SELECT pg_advisory_xact_lock(22284, hashtext(:sku))").param("sku", sku).query((row) -> {
		});

		CompletableFuture<Answer> amended = amend(placed, sku, 2);
		awaitSomebodyBlocked();
		lockRow(sku);
		this.other.rollback();

		assertThat(amended.join().ok().at("/status")).isEqualTo("VERIFIED");
		assertThat(this.shop.available(sku)).isEqualTo(3);
		this.shop.assertBooksAreExact();
	}

	@Test
	void aShipmentFromTwoWarehousesHoldsNoLaterSkuWhileItWaitsForAnEarlierOne() throws SQLException {
		List<String> skus = List.of(this.shop.product("10.00", 1), this.shop.product("10.00", 5))
			.stream()
			.sorted()
			.toList();
		this.shop.receive(skus.getFirst(), "MAIN", 1);
		this.shop.receive(skus.getFirst(), "NORTH", 9);
		int over = this.shop.available(skus.getFirst()) - 1;
		String order = this.shop.packed(Cart.of(skus.getFirst(), over).and(skus.getLast(), 1));
		lockRow(skus.getFirst(), "NORTH");

		CompletableFuture<Answer> shipped = CompletableFuture.supplyAsync(() -> this.shop.ops(order, "ship"));
		awaitSomebodyBlocked();
		lockRow(skus.getLast(), "MAIN");
		this.other.rollback();

		assertThat(shipped.join().at("/status")).isEqualTo("SHIPPED");
		assertThat(this.shop.ops().get("/orders/%s/shipments".formatted(order)).ok().size("/items")).isEqualTo(2);
		this.shop.assertBooksAreExact();
	}

	private CompletableFuture<Answer> amend(Answer placed, String sku, int units) {
		return CompletableFuture
			.supplyAsync(() -> this.shop.storefront()
				.patch("/orders/" + placed.at("/number"), Map.of("lines",
						List.of(Map.of("sku", sku, "quantity", units)), "reason", "Buyer changed her mind"), "If-Match",
						placed.header("ETag").orElseThrow()));
	}

	/** Fails when somebody else holds it. */
	private void lockRow(String sku) {
		assertThat(this.sql.sql("SELECT sku FROM stock WHERE sku = :sku FOR NO KEY UPDATE NOWAIT")
			.param("sku", sku)
			.query(String.class)
			.list()).containsExactly(sku);
	}

	private void lockRow(String sku, String warehouse) {
		assertThat(this.sql
			.sql("SELECT sku FROM stock WHERE sku = :sku AND warehouse = :warehouse FOR NO KEY UPDATE NOWAIT")
			.param("sku", sku)
			.param("warehouse", warehouse)
			.query(String.class)
			.list()).containsExactly(sku);
	}

	private void awaitSomebodyBlocked() {
		await().pollInterval(Duration.ofMillis(10))
			.until(() -> this.sql.sql("""
					SELECT EXISTS (SELECT FROM pg_stat_activity
					                WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))""")
				.query(Boolean.class)
				.single());
	}

}
