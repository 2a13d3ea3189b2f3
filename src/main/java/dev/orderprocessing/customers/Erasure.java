package dev.orderprocessing.customers;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.orderprocessing.customers.events.CustomerErased;
import dev.orderprocessing.journal.Journal;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.OrdersOfPerson;
import dev.orderprocessing.kernel.database.Person;
import dev.orderprocessing.kernel.database.PersonalData;
import dev.orderprocessing.kernel.database.SqlArrays;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets people. Every module says what it keeps about them and how it is erased; here
 * that is done in one transaction, under the locks of the person's orders and then of the
 * customer, so that no order is placed for somebody who is being forgotten.
 */
@Service
@Transactional
public class Erasure {

	/** More would hold their locks for too long. */
	private static final int ORDERS_AT_ONCE = 1000;

	/** All orders are asked whether they are open, up to this many. */
	private static final int ORDERS_LOOKED_AT = 100_000;

	private static final int OPEN_LISTED = 20;

	private final OrdersOfPerson orders;

	private final List<PersonalData> modules;

	private final Journal journal;

	private final JdbcClient jdbc;

	private final Clock clock;

	Erasure(OrdersOfPerson orders, ObjectProvider<PersonalData> modules, Journal journal, JdbcClient jdbc,
			Clock clock) {
		this.orders = orders;
		this.modules = modules.orderedStream().toList();
		this.journal = journal;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Forgets a customer or a guest. Who has been forgotten before stays so.
	 * @throws BusinessException NOT_FOUND; PERSON_HAS_OPEN_ORDERS with the list;
	 * CONCURRENT_CHANGE when an order came in meanwhile
	 */
	public ErasureView erase(Person person) {
		List<UUID> all = this.orders.of(person, ORDERS_LOOKED_AT);
		List<UUID> some = all.subList(0, Math.min(all.size(), ORDERS_AT_ONCE));
		boolean complete = some.size() == all.size();
		Map<UUID, String> locked = this.orders.lock(some);
		Instant before = (person.customer() != null) ? lockCustomer(person.customer()) : null;
		// placement holds the customer until it commits: now there are no more to come
		List<UUID> now = this.orders.of(person, ORDERS_LOOKED_AT);
		refuseWhileOpen(now, locked);
		if (complete && !locked.keySet().containsAll(now)) {
			throw new BusinessException(ProblemCode.CONCURRENT_CHANGE,
					"An order of this person came in at this moment; send the request again.");
		}
		forget(locked.keySet(), complete ? person.customer() : null);
		if (complete && before == null && person.customer() != null) {
			this.journal.append(null, List.of(new CustomerErased(person.customer(), locked.size())));
		}
		return new ErasureView(person.customer(), (before != null) ? before : this.clock.instant(), locked.size(),
				complete);
	}

	/** Forgets who bought these; those that are open again are left. */
	int forgetBuyersOf(List<UUID> finished) {
		Map<UUID, String> locked = this.orders.lock(finished);
		Set<UUID> open = open(locked.keySet()).stream().map(Open::order).collect(Collectors.toSet());
		Set<UUID> closed = new HashSet<>(locked.keySet());
		closed.removeAll(open);
		forget(closed, null);
		return closed.size();
	}

	private @Nullable Instant lockCustomer(UUID customer) {
		return this.jdbc.sql("SELECT erased_at FROM customer WHERE id = :id FOR UPDATE")
			.param("id", customer)
			.query((row, n) -> CustomerState.at(row.getTimestamp("erased_at")))
			.optional()
			.orElseThrow(() -> BusinessException.notFound("customer", customer, "/api/v1/customers"))
			.erasedAt();
	}

	private void refuseWhileOpen(List<UUID> of, Map<UUID, String> numbers) {
		List<Open> open = open(of);
		if (open.isEmpty()) {
			return;
		}
		// those that came in meanwhile are not locked any more: others are, and the
		// customer
		Map<UUID, String> known = numbers.keySet().containsAll(open.stream().map(Open::order).toList()) ? numbers
				: this.orders.numbers(open.stream().map(Open::order).toList());
		List<FieldProblem> list = open.stream()
			.limit(OPEN_LISTED)
			.map((matter) -> FieldProblem.parameter("orders", ProblemCode.PERSON_HAS_OPEN_ORDERS.name(),
					"Order %s %s.".formatted(known.getOrDefault(matter.order(), matter.order().toString()),
							matter.why())))
			.toList();
		throw new BusinessException(ProblemCode.PERSON_HAS_OPEN_ORDERS,
				"Nobody is forgotten while something is open between us, here with %d orders. %s%s Complete, cancel or pay them back first."
					.formatted(open.stream().map(Open::order).distinct().count(),
							list.stream().map(FieldProblem::detail).collect(Collectors.joining(" ")),
							(open.size() > OPEN_LISTED) ? " …" : ""),
				list);
	}

	private List<Open> open(Collection<UUID> of) {
		List<Open> open = new ArrayList<>();
		for (PersonalData module : this.modules) {
			String sql = module.open();
			if (sql != null) {
				open.addAll(this.jdbc.sql("SELECT order_id, why FROM (%s) open ORDER BY order_id".formatted(sql))
					.param("orders", SqlArrays.texts(of, UUID::toString))
					.query((row, n) -> new Open(row.getObject("order_id", UUID.class), row.getString("why")))
					.list());
			}
		}
		return open;
	}

	private void forget(Collection<UUID> of, @Nullable UUID customer) {
		for (PersonalData module : this.modules) {
			for (PersonalData.Kept kept : module.kept()) {
				if (kept.forget() != null) {
					this.jdbc.sql(kept.forget())
						.param("orders", SqlArrays.texts(of, UUID::toString))
						.param("customer", (customer != null) ? customer.toString() : null)
						.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
						.update();
				}
			}
		}
		this.orders.erased(of);
	}

	private record Open(UUID order, String why) {
	}

	private record CustomerState(@Nullable Instant erasedAt) {

		static CustomerState at(java.sql.@Nullable Timestamp time) {
			return new CustomerState((time != null) ? time.toInstant() : null);
		}

	}

}
