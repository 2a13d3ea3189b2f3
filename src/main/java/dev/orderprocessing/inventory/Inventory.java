package dev.orderprocessing.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to stock. Commands lock stock rows in order of (sku, warehouse); callers that
 * also lock an order lock it first.
 */
@Service
@Transactional(readOnly = true)
public class Inventory {

	/**
	 * Reserves what the lines ask for, all or nothing: warehouses by priority, a line
	 * split over several where needed, lines of one SKU sharing the same stock. What is
	 * missing is queued as backorder where the demand allows it; otherwise nothing is
	 * changed and the shortages are returned.
	 * @return the shortages that prevented the reservation; empty when everything is
	 * reserved or backordered
	 */
	@Transactional
	public List<Shortage> reserve(UUID orderId, Collection<Demand> demands) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Units available to promise now (on hand − reserved − safety stock, over all
	 * warehouses); a look, not a promise.
	 */
	public Map<Sku, Integer> availableToPromise(Collection<Sku> skus) {
		throw new UnsupportedOperationException();
	}

	/**
	 * What the stock holds for the lines of these orders, by order; one statement for any
	 * number of orders.
	 */
	public Map<UUID, List<LinePosition>> positions(Collection<UUID> orderIds) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Gives up units of an order: backordered ones first, then reservations. Freed stock
	 * serves waiting backorders at once.
	 * @param unitsByLine how many units of which line number
	 */
	@Transactional
	public void release(UUID orderId, Map<Integer, Integer> unitsByLine) {
		throw new UnsupportedOperationException();
	}

	/** Goods issue: on hand and reserved fall together and the ledger says why. */
	@Transactional
	public void issue(UUID orderId, String reference, List<GoodsIssue> issues) {
		throw new UnsupportedOperationException();
	}

}
