package dev.orderprocessing.orders.store;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.pricing.CouponTerms;
import jakarta.persistence.EntityManager;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps orders, and shows each caller only those of its own channel: another channel's
 * order does not exist.
 */
@Repository
public class OrderStore {

	private static final Pattern UUID_FORM = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private final EntityManager entities;

	private final JdbcClient jdbc;

	private final Writes writes;

	private final NewOrder newOrder;

	private final OrderCoupons coupons;

	private final CurrentActor actor;

	OrderStore(EntityManager entities, JdbcClient jdbc, Writes writes, OrderCoupons coupons, CurrentActor actor) {
		this.entities = entities;
		this.jdbc = jdbc;
		this.writes = writes;
		this.newOrder = new NewOrder(writes);
		this.coupons = coupons;
		this.actor = actor;
	}

	/** Writes an order that has just been placed, at the latest when it is committed. */
	public void add(Order order, List<CouponTerms> agreed) {
		this.newOrder.add(order);
		this.coupons.add(order, agreed);
	}

	/** Writes what has changed, so that the version and the constraints are known. */
	public void flush() {
		this.entities.flush();
	}

	/** Locks an order by id or number for a command. */
	public Order lock(String idOrNumber) {
		this.writes.send();
		UUID id = find(idOrNumber, "FOR NO KEY UPDATE").orElseThrow(() -> unknown(idOrNumber));
		// only now: what somebody changed while we waited must be seen
		return load(id).orElseThrow(() -> unknown(idOrNumber));
	}

	public Order get(String idOrNumber) {
		return load(id(idOrNumber)).orElseThrow(() -> unknown(idOrNumber));
	}

	/** The id of an order that is named by id or number. */
	public UUID id(String idOrNumber) {
		return find(idOrNumber, "").orElseThrow(() -> unknown(idOrNumber));
	}

	private Optional<UUID> find(String idOrNumber, String lock) {
		boolean byId = UUID_FORM.matcher(idOrNumber).matches();
		Channel own = this.actor.get().channel();
		return this.jdbc
			.sql("""
					SELECT id FROM orders
					 WHERE %s = :order AND (CAST(:channel AS text) IS NULL OR channel = :channel) %s"""
				.formatted(byId ? "id" : "number", lock))
			.param("order", byId ? UUID.fromString(idOrNumber) : printable(idOrNumber).toUpperCase(Locale.ROOT))
			.param("channel", (own != null) ? own.name() : null)
			.query(UUID.class)
			.optional();
	}

	/** PostgreSQL refuses NUL in a text; no number contains one. */
	private static String printable(String idOrNumber) {
		return idOrNumber.replaceAll("\\p{Cntrl}", "?");
	}

	private static BusinessException unknown(String idOrNumber) {
		return BusinessException.notFound("order", printable(idOrNumber), "/api/v1/orders");
	}

	/** An order with all its parts, at once. */
	private Optional<Order> load(UUID id) {
		return this.entities.createQuery("""
				SELECT o FROM PlacedOrder o LEFT JOIN FETCH o.holds LEFT JOIN FETCH o.lines l
				  LEFT JOIN FETCH l.services LEFT JOIN FETCH l.packings
				 WHERE o.id = :id""", Order.class).setParameter("id", id).getResultStream().findFirst();
	}

	/** The orders in the order of the ids, their parts loaded with one statement each. */
	public List<Order> all(Collection<UUID> ids) {
		return this.entities
			.createQuery("SELECT o FROM PlacedOrder o WHERE o.id IN :ids ORDER BY o.id DESC", Order.class)
			.setParameter("ids", ids)
			.getResultList();
	}

}
