package dev.orderprocessing.orders;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import org.springframework.stereotype.Repository;

/**
 * Keeps orders, and shows each caller only those of its own channel: another channel's
 * order does not exist.
 */
@Repository
class OrderStore {

	private static final Pattern UUID_FORM = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private final EntityManager entities;

	private final CurrentActor actor;

	OrderStore(EntityManager entities, CurrentActor actor) {
		this.entities = entities;
		this.actor = actor;
	}

	/** Writes what has changed, so that the version and the constraints are known. */
	void flush() {
		this.entities.flush();
	}

	/** Locks an order by id or number for a command. Nothing may be written before. */
	Order lock(String idOrNumber) {
		return one(query(idOrNumber).setLockMode(LockModeType.PESSIMISTIC_WRITE), idOrNumber);
	}

	Order get(String idOrNumber) {
		return one(query(idOrNumber), idOrNumber);
	}

	private Order one(TypedQuery<Order> query, String idOrNumber) {
		Actor caller = this.actor.get();
		return query.getResultStream()
			.filter((order) -> caller.mayActFor(order.channel()))
			.findFirst()
			.orElseThrow(() -> BusinessException.notFound("order", printable(idOrNumber)));
	}

	private TypedQuery<Order> query(String idOrNumber) {
		if (UUID_FORM.matcher(idOrNumber).matches()) {
			return this.entities.createQuery("SELECT o FROM PlacedOrder o WHERE o.id = :id", Order.class)
				.setParameter("id", UUID.fromString(idOrNumber));
		}
		return this.entities.createQuery("SELECT o FROM PlacedOrder o WHERE o.number = :number", Order.class)
			.setParameter("number", printable(idOrNumber).toUpperCase(Locale.ROOT));
	}

	/** PostgreSQL refuses NUL in a text; no number contains one. */
	private static String printable(String idOrNumber) {
		return idOrNumber.replaceAll("\\p{Cntrl}", "?");
	}

	Optional<Order> find(UUID id) {
		return Optional.ofNullable(this.entities.find(Order.class, id));
	}

	/** The orders in the order of the ids, their parts loaded with one statement each. */
	List<Order> all(Collection<UUID> ids) {
		return this.entities
			.createQuery("SELECT o FROM PlacedOrder o WHERE o.id IN :ids ORDER BY o.id DESC", Order.class)
			.setParameter("ids", ids)
			.getResultList();
	}

}
