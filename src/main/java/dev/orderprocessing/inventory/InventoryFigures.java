package dev.orderprocessing.inventory;

import java.util.List;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;

import org.springframework.stereotype.Component;

/** What buyers wait for; the table holds open backorders only. */
@Component
class InventoryFigures implements Figures {

	@Override
	public List<Figure> list() {
		return List.of(
				Figure.count("inventory.backordered.units", "Units that wait for a receipt.", List.of(),
						"SELECT coalesce(sum(quantity), 0) AS value FROM backorder"),
				Figure.count("inventory.backordered.lines", "Order lines that wait for a receipt.", List.of(),
						"SELECT count(DISTINCT (order_id, line_number)) AS value FROM backorder"),
				Figure.seconds("inventory.oldest.backorder", "For how long the first in the queue has waited.",
						List.of(), """
								SELECT coalesce(extract(epoch FROM :now
								       - (SELECT since FROM backorder ORDER BY queue LIMIT 1)), 0) AS value"""));
	}

}
