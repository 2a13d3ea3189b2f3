package dev.orderprocessing.inventory;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

/** What must always be true of stock. */
@Component
class InventoryInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("stock-on-hand-equals-movements",
				"What is on hand of a SKU in a warehouse is the sum of its movements.", """
						SELECT s.sku || ' in ' || s.warehouse || ': on hand ' || s.on_hand || ', movements '
						       || COALESCE(m.units, 0)
						FROM stock s LEFT JOIN (SELECT sku, warehouse, sum(quantity) AS units FROM stock_movement
						                        GROUP BY sku, warehouse) m
						     ON m.sku = s.sku AND m.warehouse = s.warehouse
						WHERE s.on_hand <> COALESCE(m.units, 0)"""),
				new Invariant("stock-movements-add-up",
						"Each movement's on-hand figure is the one before it plus its own quantity.",
						"""
								SELECT 'movement ' || id || ' of ' || sku || ' in ' || warehouse
								FROM (SELECT id, sku, warehouse, quantity, on_hand_after,
								             lag(on_hand_after, 1, 0) OVER (PARTITION BY sku, warehouse ORDER BY id) AS before
								      FROM stock_movement) m
								WHERE on_hand_after <> before + quantity"""),
				new Invariant("stock-reserved-equals-reservations",
						"What is reserved of a SKU in a warehouse is the sum of the open reservations.", """
								SELECT s.sku || ' in ' || s.warehouse || ': reserved ' || s.reserved
								       || ', reservations ' || COALESCE(r.units, 0)
								FROM stock s LEFT JOIN (SELECT sku, warehouse, sum(quantity) AS units FROM reservation
								                        GROUP BY sku, warehouse) r
								     ON r.sku = s.sku AND r.warehouse = s.warehouse
								WHERE s.reserved <> COALESCE(r.units, 0)"""),
				new Invariant("stock-never-oversold",
						"No warehouse has reserved more than it has on hand, and neither is negative.",
						"""
								SELECT sku || ' in ' || warehouse || ': on hand ' || on_hand || ', reserved ' || reserved
								FROM stock WHERE reserved < 0 OR on_hand < reserved"""),
				new Invariant("backorders-do-not-wait-beside-stock",
						"No order line waits for a SKU of which units are available to promise.", """
								SELECT b.sku || ': ' || b.units || ' wait, ' || s.units || ' available'
								FROM (SELECT sku, sum(quantity) AS units FROM backorder GROUP BY sku) b
								JOIN (SELECT sku, sum(GREATEST(0, on_hand - reserved - safety_stock)) AS units
								      FROM stock WHERE active GROUP BY sku) s ON s.sku = b.sku
								WHERE s.units > 0"""),
				new Invariant("reservations-and-backorders-are-of-one-sku",
						"All units reserved and waiting for an order line are of the same SKU.", """
								SELECT order_id || ' line ' || line_number
								FROM (SELECT order_id, line_number, sku FROM reservation
								      UNION SELECT order_id, line_number, sku FROM backorder) l
								GROUP BY order_id, line_number HAVING count(*) > 1"""));
	}

}
