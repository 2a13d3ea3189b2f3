package dev.orderprocessing.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.kernel.Figure;
import dev.orderprocessing.kernel.Figures;
import org.springframework.stereotype.Component;

/**
 * Orders by status, and what is not finished more closely. Open orders are counted in an
 * index; what is finished only grows, and {@link FinishedOrders} has counted it.
 */
@Component
class OrderFigures implements Figures {

	private static final String BY_STATUS_MEANING = """
			Orders at each status; CONFIRMED and CANCELLED as far as the consumer finished-orders has come.""";

	private static final String BY_STATUS = """
			SELECT s AS status, (SELECT count(*) FROM orders WHERE status = s) AS value
			  FROM unnest(CAST(:open AS text[])) s
			UNION ALL
			SELECT status, orders FROM finished_orders
			""";

	private static final List<String> STATUS = List.of("status");

	private static final List<String> CURRENCY = List.of("currency");

	private static final Map<String, Object> OPEN = Map.of("open",
			Arrays.stream(OrderStatus.values())
				.filter((status) -> status != OrderStatus.CONFIRMED && status != OrderStatus.CANCELLED)
				.map(OrderStatus::name)
				.toArray(String[]::new));

	private static final Map<String, Object> TYPES = Map.of("types",
			Arrays.stream(HoldType.values()).map(HoldType::name).toArray(String[]::new));

	@Override
	public List<Figure> list() {
		return List.of(Figure.count("orders.by.status", BY_STATUS_MEANING, STATUS, BY_STATUS).with(OPEN),
				// ids grow with time, so the first one is the oldest
				Figure
					.seconds("orders.oldest.open", "Since when the oldest unfinished order has been placed.", STATUS,
							"""
									SELECT s AS status, coalesce(extract(epoch FROM :now - o.placed_at), 0) AS value
									  FROM unnest(CAST(:open AS text[])) s
									  LEFT JOIN LATERAL (SELECT placed_at FROM orders WHERE status = s
									                      ORDER BY id LIMIT 1) o ON true""")
					.with(OPEN),
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
