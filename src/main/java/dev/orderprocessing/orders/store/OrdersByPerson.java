package dev.orderprocessing.orders.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.journal.Journal;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.OrdersOfPerson;
import dev.orderprocessing.kernel.database.Person;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.events.OrderErased;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds orders by who bought, as long as they tell. */
@Component
class OrdersByPerson implements OrdersOfPerson {

	private final JdbcClient jdbc;

	private final Writes writes;

	private final Journal journal;

	private final VisibleOrders visible;

	private final CurrentActor actor;

	private final Clock clock;

	OrdersByPerson(JdbcClient jdbc, Writes writes, Journal journal, VisibleOrders visible, CurrentActor actor,
			Clock clock) {
		this.jdbc = jdbc;
		this.writes = writes;
		this.journal = journal;
		this.visible = visible;
		this.actor = actor;
		this.clock = clock;
	}

	@Override
	public List<UUID> of(Person person, int most) {
		String who = (person.customer() != null) ? "customer_id = :customer"
				: "customer_id IS NULL AND buyer_email IS NOT NULL AND lower(trim(buyer_email)) = ANY (:addresses)";
		return this.jdbc
			.sql("SELECT id FROM orders WHERE %s AND erased_at IS NULL AND %s ORDER BY id DESC LIMIT :most"
				.formatted(who, this.visible.conditionOnChannel("channel")))
			.param("customer", person.customer())
			.param("addresses", person.addresses())
			.param("most", most)
			.query((row, n) -> row.getObject("id", UUID.class))
			.list();
	}

	@Override
	public List<UUID> finishedBefore(Instant time, int most) {
		return this.jdbc.sql("""
				SELECT o.id FROM orders o
				 WHERE o.id < :highest AND o.erased_at IS NULL AND o.status IN ('CONFIRMED', 'CANCELLED')
				   AND o.paid_amount <= o.grand_total
				   AND (SELECT h.at FROM order_history h WHERE h.order_id = o.id ORDER BY h.entry DESC LIMIT 1) < :time
				 ORDER BY o.id LIMIT :most""")
			.param("highest", Ids.lowest(time))
			.param("time", time.atOffset(ZoneOffset.UTC))
			.param("most", most)
			.query((row, n) -> row.getObject("id", UUID.class))
			.list();
	}

	/** By values that were read before, so that a wait loses none. */
	@Override
	public Map<UUID, String> lock(Collection<UUID> orders) {
		this.writes.send();
		this.jdbc.sql("SELECT id FROM orders WHERE id = ANY (CAST(:orders AS uuid[])) ORDER BY id FOR NO KEY UPDATE")
			.param("orders", SqlArrays.texts(List.copyOf(orders), UUID::toString))
			.query(UUID.class)
			.list();
		return numbers(orders);
	}

	@Override
	public Map<UUID, String> numbers(Collection<UUID> orders) {
		Map<UUID, String> numbers = new LinkedHashMap<>();
		this.jdbc.sql(
				"SELECT id, number FROM orders WHERE id = ANY (CAST(:orders AS uuid[])) AND erased_at IS NULL ORDER BY id")
			.param("orders", SqlArrays.texts(List.copyOf(orders), UUID::toString))
			.query((row, n) -> numbers.put(row.getObject("id", UUID.class), row.getString("number")))
			.list();
		return numbers;
	}

	@Override
	public void erased(Collection<UUID> orders) {
		Map<UUID, OrderErased> facts = new LinkedHashMap<>();
		this.jdbc.sql("""
				WITH counted AS (
				    UPDATE orders SET history_entries = history_entries + 1
				     WHERE id = ANY (CAST(:orders AS uuid[])) RETURNING id, number, channel, status, history_entries),
				noted AS (
				    INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at)
				    SELECT id, history_entries, status, status, 'erase', :actor, :now FROM counted)
				SELECT id, number, channel FROM counted ORDER BY id""")
			.param("orders", SqlArrays.texts(List.copyOf(orders), UUID::toString))
			.param("actor", this.actor.get().name())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.query((row, n) -> facts.put(row.getObject("id", UUID.class),
					new OrderErased(row.getString("number"), row.getString("channel"))))
			.list();
		facts.forEach((order, fact) -> this.journal.append(order, List.of(fact)));
	}

}
