package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.Api;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

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
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.stock[0].onHand")
			.isEqualTo(10)
			.jsonPath("$.stock[0].availableToPromise")
			.isEqualTo(7)
			.jsonPath("$.backordersServed[0].orderId")
			.isEqualTo(waiting.toString())
			.jsonPath("$.backordersServed[0].units")
			.isEqualTo(3);
		get("movements?sku=" + sku).expectBody()
			.jsonPath("$.items[0].type")
			.isEqualTo("RECEIPT")
			.jsonPath("$.items[0].reference")
			.isEqualTo("PO-1")
			.jsonPath("$.items[0].actor")
			.isNotEmpty();
	}

	@Test
	void refusesUnknownProductsAndWarehousesByField() {
		post("receipts",
				"""
						{"warehouse":"%s","lines":[{"sku":"NO-SUCH","quantity":1},{"sku":"NOR-THIS","quantity":1}]}"""
					.formatted(this.near))
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("UNKNOWN_PRODUCT")
			.jsonPath("$.errors[1].pointer")
			.isEqualTo("/lines/1/sku");
		post("receipts", """
				{"warehouse":"NOWHERE","lines":[{"sku":"%s","quantity":1}]}""".formatted(sku())).expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("UNKNOWN_WAREHOUSE")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/warehouse");
	}

	@Test
	void refusesMalformedLinesByField() {
		for (String quantity : new String[] { "0", "-1", "1.5", "\"2\"", "1000001", "null" }) {
			post("receipts", """
					{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":%s}]}""".formatted(this.near, quantity))
				.expectStatus()
				.isBadRequest()
				.expectBody()
				.jsonPath("$.errors[0].pointer")
				.isEqualTo("/lines/0/quantity");
		}
		post("receipts", "{\"warehouse\":\"%s\",\"lines\":[]}".formatted(this.near)).expectStatus().isBadRequest();
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":0}],"reason":"count"}""".formatted(this.near))
			.expectStatus()
			.isBadRequest();
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"MUG-BLUE","quantity":1}]}""".formatted(this.near)).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/reason");
	}

	@Test
	void anAdjustmentBelowWhatIsReservedNamesTheHolders() {
		Sku sku = sku();
		receive(this.near, sku, 2);
		var holder = order(sku, 2);
		post("adjustments", """
				{"warehouse":"%s","lines":[{"sku":"%s","quantity":-1}],"reason":"broken"}""".formatted(this.near, sku))
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("INSUFFICIENT_STOCK")
			.jsonPath("$.reservedFor[0].orderId")
			.isEqualTo(holder.toString());
	}

	@Test
	void listsPageByPage() {
		Sku sku = sku();
		receive(this.near, sku, 1);
		receive(this.far, sku, 1);
		get("?limit=1&sku=" + sku).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(1)
			.jsonPath("$.nextCursor")
			.isNotEmpty();
		get("?below=REORDER").expectStatus().isOk();
		get("movements?type=RECEIPT&from=2020-01-01T00:00:00Z&to=2999-01-01T00:00:00Z").expectStatus().isOk();
		order(sku, 5);
		get("backorders?sku=" + sku).expectBody()
			.jsonPath("$.items[0].position")
			.isEqualTo(1)
			.jsonPath("$.items[0].quantity")
			.isEqualTo(3);
		get("?cursor=nonsense").expectStatus().isBadRequest();
	}

	@Test
	void storefrontsSeeAvailabilityAndNothingElse() {
		Sku sku = sku();
		receive(this.near, sku, 4);
		this.api.asStorefront()
			.get()
			.uri("/api/v1/stock/availability?sku={a}&sku=NEVER-STOCKED", sku.value())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[0].availableToPromise")
			.isEqualTo(4)
			.jsonPath("$.items[1].availableToPromise")
			.isEqualTo(0);
		this.api.asStorefront().get().uri("/api/v1/stock").exchange().expectStatus().isForbidden();
	}

	@Test
	void levelsAreSetPerWarehouse() {
		Sku sku = sku();
		this.api.asOps()
			.put()
			.uri("/api/v1/stock/{sku}/{warehouse}/levels", sku.value(), this.near.value())
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"safetyStock\":2,\"reorderPoint\":5}")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.stock[0].reorderPoint")
			.isEqualTo(5);
	}

	@Test
	void warehousesAreOpenedAndChangedWithTheirVersion() {
		String code = this.near.value() + "X";
		RestTestClient ops = this.api.asOps();
		ops.post()
			.uri("/api/v1/warehouses")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"code\":\"%s\",\"name\":\"South\",\"country\":\"AT\",\"priority\":3}".formatted(code))
			.exchange()
			.expectStatus()
			.isCreated()
			.expectHeader()
			.location("/api/v1/warehouses/" + code)
			.expectHeader()
			.valueEquals("ETag", "\"0\"");
		ops.post()
			.uri("/api/v1/warehouses")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"code\":\"%s\",\"name\":\"South\",\"country\":\"AT\",\"priority\":3}".formatted(code))
			.exchange()
			.expectStatus()
			.isEqualTo(409);
		ops.put()
			.uri("/api/v1/warehouses/{code}", code)
			.header("If-Match", "\"7\"")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"name\":\"South\",\"country\":\"AT\",\"priority\":3,\"active\":false}")
			.exchange()
			.expectStatus()
			.isEqualTo(412);
		ops.get().uri("/api/v1/warehouses/NOWHERE").exchange().expectStatus().isNotFound();
		ops.get().uri("/api/v1/warehouses").exchange().expectStatus().isOk();
	}

	private RestTestClient.ResponseSpec post(String path, String body) {
		return this.api.asOps()
			.post()
			.uri("/api/v1/stock/" + path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private RestTestClient.ResponseSpec get(String pathAndQuery) {
		String separator = pathAndQuery.startsWith("?") ? "" : "/";
		return this.api.asOps().get().uri("/api/v1/stock" + separator + pathAndQuery).exchange();
	}

}
