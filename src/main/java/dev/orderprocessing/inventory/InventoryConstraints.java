package dev.orderprocessing.inventory;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** What stock refuses when several reach for the same units. */
@Component
class InventoryConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(
				Constraint.taken("warehouse_pkey", "/code", "warehouse with this code", "/api/v1/warehouses/{code}"),
				Constraint.taken("warehouse_code_active_key", "/code", "warehouse with this code",
						"/api/v1/warehouses/{code}"),
				new Constraint("stock_reserved_within_on_hand", ProblemCode.INSUFFICIENT_STOCK, null,
						"The units that are left are reserved for orders; GET /api/v1/stock shows how many are free."),
				new Constraint("stock_on_hand_limit", ProblemCode.RULE_VIOLATED, "/lines",
						"A warehouse holds at most 1000000000 units of a product; take in less."));
	}

}
