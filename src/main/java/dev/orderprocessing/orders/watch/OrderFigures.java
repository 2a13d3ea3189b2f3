package dev.orderprocessing.orders.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderStatus;

import org.springframework.stereotype.Component;

/**
 * Orders by status, and what is not finished more closely. Open orders are counted in an
 * index; what is finished only grows, and {@link FinishedOrders} has counted it.
 */
@Component
class OrderFigures implements Figures {

	private static final String BY_STATUS_MEANING = """
			Orders at each status; CONFIRMED and CANCELLED as far as the consumer finished-orders has come.""";

	private static final List<OrderStatus> OPEN = Arrays.stream(OrderStatus.values())
		.filter((status) -> status != OrderStatus.CONFIRMED && status != OrderStatus.CANCELLED)
		.toList();

	/* Literals, so that the planner knows that few orders are open. */
	private static final String BY_STATUS = OPEN.stream()
		.map((status) -> "SELECT '%1$s' AS status, (SELECT count(*) FROM orders WHERE status = '%1$s') AS value"
			.formatted(status))
		.collect(Collectors.joining(" UNION ALL ", "", " UNION ALL SELECT status, orders FROM finished_orders"));

	/*
	 * Ids grow with time, so the first one is the oldest. Comparing both columns leaves
	 * no other way than through the index of both; a status that none has would otherwise
	 * be looked for among all orders.
	 */
	private static final String OLDEST_OPEN = """
			SELECT s AS status, coalesce(extract(epoch FROM :now - o.placed_at), 0) AS value
			  FROM unnest(CAST(:open AS text[])) s
			  LEFT JOIN LATERAL (SELECT status, placed_at FROM orders
			                      WHERE (status, id) >= (s, CAST('00000000-0000-0000-0000-000000000000' AS uuid))
			                      ORDER BY status, id LIMIT 1) o ON o.status = s""";

	private static final List<String> STATUS = List.of("status");

	private static final List<String> CURRENCY = List.of("currency");

	private static final Map<String, Object> TYPES = Map.of("types",
			Arrays.stream(HoldType.values()).map(HoldType::name).toArray(String[]::new));

	@Override
	public List<Figure> list() {
		return List.of(Figure.count("orders.by.status", BY_STATUS_MEANING, STATUS, BY_STATUS),
				Figure
					.seconds("orders.oldest.open", "Since when the oldest unfinished order has been placed.", STATUS,
							OLDEST_OPEN)
					.with(Map.of("open", SqlArrays.texts(OPEN, OrderStatus::name))),
				Figure.count("orders.holds", "Holds that nobody has released.", List.of("type"), """
						SELECT t AS type,
						       (SELECT count(*) FROM order_hold WHERE type = t AND released_at IS NULL) AS value
						  FROM unnest(CAST(:types AS text[])) t""").with(TYPES),
				Figure.count("orders.owing", "Orders with invoices that are not fully paid.", CURRENCY, """
						SELECT currency, count(*) AS value
						  FROM orders WHERE invoiced_amount > paid_amount GROUP BY currency"""),
				Figure.count("orders.owed.amount", "What is owed for them, in units of the currency.", CURRENCY, """
						SELECT currency, sum(invoiced_amount - paid_amount) AS value
						  FROM orders WHERE invoiced_amount > paid_amount GROUP BY currency"""));
	}

}
