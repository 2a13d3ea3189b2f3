package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/** Stock as the warehouse and the storefronts meet it. */
class StockApiIT extends InventoryTestBase {

	@Autowired
	private Api api;

	@Test
	void aReceiptAnswersWhatIsOnHandAndWhoWasServed() {
		Sku sku = sku();
		var waiting = order(sku, 3);
		post("receipts", """
				{"warehouse":"%s","lines":[{"sku":"%s","quantity":10}],"reference":"PO-1"}""".formatted(this.near, sku))
			.is(200)
			.has("/stock/0/onHand", 10)
			.has("/stock/0/availableToPromise", 7)
			.has("/backordersServed/0/orderId", waiting.toString())
			.has("/backordersServed/0/units", 3);
		get("movements?sku=" + sku).has("/items/0/type", "RECEIPT")
			.has("/items/0/reference", "PO-1")
			.hasSome("/items/0/actor");
	}

	@Test
	void refusesUnknownProductsAndWarehousesByField() {
		post("receipts",
				"""
						{"warehouse":"%s","lines":[{"sku":"NO-SUCH","quantity":1},{"sku":"NOR-THIS","quantity":1}]}"""
					.formatted(this.near))
			.is(422)
			.has("/code", "UNKNOWN_PRODUCT")
			.has("/errors/1/pointer", "/lines/1/sku");
		post("receipts", """
				{"warehouse":"NOWHERE","lines":[{"sku":"%s","quantity":1}]}""".formatted(sku())).is(422)
			.has("/code", "UNKNOWN_WAREHOUSE")
			.has("/errors/0/pointer", "/warehouse");
	}

	@Test
	void refusesMalformedLinesByField() {
		for (String quantity : new String[] { "0", "-1", "1.5", "\"2\"", "1000001", "null" }) {
			post("receipts", """
					{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":%s}]}""".formatted(this.near, quantity))
				.is(400)
				.has("/errors/0/pointer", "/lines/0/quantity");
		}
		post("receipts", "{\"warehouse\":\"%s\",\"lines\":[]}".formatted(this.near)).is(400);
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":0}],"reason":"count"}""".formatted(this.near))
			.is(400);
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":1}]}""".formatted(this.near)).is(400)
			.has("/errors/0/pointer", "/reason");
	}

	@Test
	void anAdjustmentBelowWhatIsReservedNamesTheHolders() {
		Sku sku = sku();
		receive(this.near, sku, 2);
		var holder = order(sku, 2);
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"%s","quantity":-1}],"reason":"broken"}""".formatted(this.near, sku))
			.is(422)
			.has("/code", "INSUFFICIENT_STOCK")
			.has("/reservedFor/0/orderId", holder.toString());
	}

	@Test
	void listsPageByPage() {
		Sku sku = sku();
		receive(this.near, sku, 1);
		receive(this.far, sku, 1);
		get("?limit=1&sku=" + sku).is(200).hasSize("/items", 1).hasSome("/nextCursor");
		get("?below=REORDER").is(200);
		get("movements?type=RECEIPT&from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z").is(200);
		order(sku, 5);
		get("backorders?sku=" + sku).has("/items/0/position", 1).has("/items/0/quantity", 3);
		get("?cursor=nonsense").is(400);
	}

	@Test
	void storefrontsSeeAvailabilityAndNothingElse() {
		Sku sku = sku();
		receive(this.near, sku, 4);
		this.api.asStorefront()
			.get("/stock/availability?sku=%s&sku=NEVER-STOCKED".formatted(sku.value()))
			.is(200)
			.has("/items/0/availableToPromise", 4)
			.has("/items/1/availableToPromise", 0);
		this.api.asStorefront().get("/stock").is(403);
	}

	@Test
	void levelsAreSetPerWarehouse() {
		Sku sku = sku();
		this.api.asOps()
			.put("/stock/%s/%s/levels".formatted(sku.value(), this.near.value()),
					"{\"safetyStock\":2,\"reorderPoint\":5}")
			.is(200)
			.has("/stock/0/reorderPoint", 5);
	}

	@Test
	void warehousesAreOpenedAndChangedWithTheirVersion() {
		String code = this.near.value() + "X";
		Caller ops = this.api.asOps();
		ops.post("/warehouses",
				"{\"code\":\"%s\",\"name\":\"South\",\"country\":\"AT\",\"priority\":3}".formatted(code))
			.is(201)
			.hasHeader("Location", "/api/v1/warehouses/" + code)
			.hasHeader("ETag", "\"0\"");
		ops.post("/warehouses",
				"{\"code\":\"%s\",\"name\":\"South\",\"country\":\"AT\",\"priority\":3}".formatted(code))
			.is(409);
		ops.put("/warehouses/%s".formatted(code),
				"{\"name\":\"South\",\"country\":\"AT\",\"priority\":3,\"active\":false}", "If-Match", "\"7\"")
			.is(412);
		ops.get("/warehouses/NOWHERE").is(404);
		ops.get("/warehouses").is(200);
	}

	private Answer post(String path, String body) {
		return this.api.asOps().post("/stock/" + path, body);
	}

	private Answer get(String pathAndQuery) {
		String separator = pathAndQuery.startsWith("?") ? "" : "/";
		return this.api.asOps().get("/stock" + separator + pathAndQuery);
	}

}
