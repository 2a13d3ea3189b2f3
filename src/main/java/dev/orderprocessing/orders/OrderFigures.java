package dev.orderprocessing.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.kernel.Figure;
import dev.orderprocessing.kernel.Figures;
import org.springframework.stereotype.Component;

/**
 * Orders that are not finished. What is finished only grows and is watched as a rate: the
 * journal counts each confirmation.
 */
@Component
class OrderFigures implements Figures {

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
		return List.of(
				Figure.count("orders.open", "Orders that are neither confirmed nor cancelled.", List.of("status"), """
						SELECT s AS status, (SELECT count(*) FROM orders WHERE status = s) AS value
						  FROM unnest(CAST(:open AS text[])) s""").with(OPEN),
				// ids grow with time, so the first one is the oldest
				Figure
					.seconds("orders.oldest.open", "Since when the oldest of them has been placed.", List.of("status"),
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
