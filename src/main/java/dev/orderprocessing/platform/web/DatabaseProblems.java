package dev.orderprocessing.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.persistence.OptimisticLockException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Says in our words what the database says: which rule a constraint stands for, who else
 * was faster, or that there is no room right now. SQLSTATE codes are those of PostgreSQL.
 */
final class DatabaseProblems {

	/**
	 * Constraints whose violation a client can bring about, mostly by being second in a
	 * race: what it is told instead of the general sentence.
	 */
	private static final Map<String, Explanation> BY_CONSTRAINT = Map.ofEntries(
			Map.entry("orders_external_reference_per_channel", new Explanation(ProblemCode.DUPLICATE_EXTERNAL_REFERENCE,
					"/externalReference",
					"Another request has just placed an order of this channel with this external reference; GET "
							+ "/api/v1/orders?externalReference= finds it. If you retry a request, send it with "
							+ "the same Idempotency-Key.")),
			Map.entry("order_line_service_once",
					new Explanation(ProblemCode.RULE_VIOLATED, "/lines", "Each service can be named once per line.")),
			Map.entry("product_pk", taken("/sku", "product with this SKU", "/api/v1/products/{sku}")),
			Map.entry("warehouse_pkey", taken("/code", "warehouse with this code", "/api/v1/warehouses/{code}")),
			Map.entry("warehouse_code_active_key",
					taken("/code", "warehouse with this code", "/api/v1/warehouses/{code}")),
			Map.entry("coupon_pk", taken("/code", "coupon with this code", "/api/v1/coupons/{code}")),
			Map.entry("delivery_method_pk",
					taken("/code", "delivery method with this code", "/api/v1/delivery-methods/{code}")),
			Map.entry("delivery_method_kind_unique",
					taken("/code", "delivery method with this code", "/api/v1/delivery-methods/{code}")),
			Map.entry("delivery_rate_once",
					new Explanation(ProblemCode.RULE_VIOLATED, "/rates",
							"There are two rates for one currency and weight; keep one of them.")),
			Map.entry("product_price_pk",
					new Explanation(ProblemCode.RULE_VIOLATED, "/prices",
							"There are two prices in one currency; keep one of them.")),
			Map.entry("product_service_pk",
					new Explanation(ProblemCode.RULE_VIOLATED, "/services",
							"There are two services with one code; keep one of them.")),
			Map.entry("feedback_once_per_order",
					new Explanation(ProblemCode.ALREADY_EXISTS, null,
							"The order has its feedback already; GET /api/v1/orders/{order}/feedback shows it.")),
			Map.entry("coupon_used_within_limit",
					new Explanation(ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes",
							"Another order has just taken the last use of a coupon; leave the coupon out.")),
			Map.entry("stock_reserved_within_on_hand", new Explanation(ProblemCode.INSUFFICIENT_STOCK, null,
					"The units that are left are reserved for orders; GET /api/v1/stock shows how many are free.")),
			Map.entry("stock_on_hand_limit", new Explanation(ProblemCode.RULE_VIOLATED, "/lines",
					"A warehouse holds at most 1000000000 units of a product; take in less.")));

	private DatabaseProblems() {
	}

	/** The refusal behind an exception, or null when the database is not its cause. */
	static @Nullable BusinessException explain(Throwable exception) {
		for (Throwable cause : behind(exception)) {
			BusinessException refusal = switch (cause) {
				case BusinessException business -> business;
				case OptimisticLockingFailureException _, OptimisticLockException _ -> concurrentChange();
				case SQLTransientConnectionException _, TransactionTimedOutException _ -> overloaded();
				case SQLException sql -> explain(sql);
				default -> null;
			};
			if (refusal != null) {
				return refusal;
			}
		}
		return (exception instanceof CannotCreateTransactionException) ? overloaded() : null;
	}

	/**
	 * The exception and all that led to it. A failed rollback hides what was rolled back
	 * in places of its own.
	 */
	private static Set<Throwable> behind(Throwable exception) {
		Set<Throwable> known = new LinkedHashSet<>();
		Deque<Throwable> open = new ArrayDeque<>(List.of(exception));
		while (!open.isEmpty()) {
			Throwable next = open.pop();
			if (known.add(next)) {
				List.of(next.getSuppressed()).forEach(open::push);
				if (next.getCause() != null) {
					open.push(next.getCause());
				}
				if (next instanceof TransactionSystemException failed && failed.getApplicationException() != null) {
					open.push(failed.getApplicationException());
				}
			}
		}
		return known;
	}

	/** The names that have an explanation of their own. */
	static Set<String> explainedConstraints() {
		return BY_CONSTRAINT.keySet();
	}

	/** The name of the violated constraint, if one was violated. */
	static @Nullable String constraintOf(Throwable exception) {
		for (Throwable cause : behind(exception)) {
			if (cause instanceof PSQLException sql) {
				ServerErrorMessage message = sql.getServerErrorMessage();
				return (message != null) ? message.getConstraint() : null;
			}
		}
		return null;
	}

	private static @Nullable BusinessException explain(SQLException exception) {
		String state = exception.getSQLState();
		if (state == null) {
			// PostgreSQL always gives a state; the pool, when a connection has gone, does
			// not
			return (exception instanceof PSQLException) ? null : overloaded();
		}
		return switch (state) {
			case "40001", "40P01" -> concurrentChange();
			case "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006" -> overloaded();
			case "23505", "23P01" ->
				constraint(exception, ProblemCode.ALREADY_EXISTS, "There is already one like this");
			case "23514" -> constraint(exception, ProblemCode.RULE_VIOLATED, "A rule of the data refuses this");
			case "23503" -> constraint(exception, ProblemCode.RULE_VIOLATED,
					"Something this refers to does not exist, or something else still refers to it");
			case "23502" -> new BusinessException(ProblemCode.RULE_VIOLATED, "Something that is required is missing.");
			case "22001", "22003", "22021", "22P05" -> new BusinessException(ProblemCode.INVALID_REQUEST,
					"A value is too long, too large or holds a character that cannot be stored.");
			default -> (state.startsWith("08") || state.startsWith("53")) ? overloaded() : null;
		};
	}

	private static BusinessException constraint(SQLException exception, ProblemCode code, String sentence) {
		String name = constraintOf(exception);
		Explanation known = (name != null) ? BY_CONSTRAINT.get(name) : null;
		if (known != null) {
			return known.refusal();
		}
		return new BusinessException(code,
				(name != null) ? "%s (%s).".formatted(sentence, name.replace('_', ' ')) : sentence + ".");
	}

	private static BusinessException concurrentChange() {
		return new BusinessException(ProblemCode.CONCURRENT_CHANGE,
				"Somebody else changed the same data at the same moment; read it again and repeat the request.");
	}

	private static BusinessException overloaded() {
		return new BusinessException(ProblemCode.OVERLOADED,
				"The service is busy or has lost its database for a moment; repeat the request after the seconds that "
						+ "Retry-After names, with the same Idempotency-Key if it has one.");
	}

	private static Explanation taken(String pointer, String what, String path) {
		return new Explanation(ProblemCode.ALREADY_EXISTS, pointer,
				"There is already a %s; change it with PUT %s or choose another.".formatted(what, path));
	}

	private record Explanation(ProblemCode code, @Nullable String pointer, String detail) {

		BusinessException refusal() {
			return (this.pointer != null) ? BusinessException.atField(this.code, this.pointer, this.detail)
					: new BusinessException(this.code, this.detail);
		}

	}

}
