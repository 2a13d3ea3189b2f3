package dev.orderprocessing.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductDefinition;
import dev.orderprocessing.catalog.ProductStatus;
import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two warehouses and as many SKUs as a test asks for, all of its own. */
@IntegrationTest
abstract class InventoryTestBase {

	private static final AtomicInteger NEXT = new AtomicInteger();

	@Autowired
	protected Inventory inventory;

	@Autowired
	protected StockKeeping stockKeeping;

	@Autowired
	protected Warehouses warehouses;

	@Autowired
	protected InventoryInvariants invariants;

	@Autowired
	protected JdbcClient jdbc;

	@Autowired
	protected Catalog catalog;

	protected WarehouseCode near = new WarehouseCode("NONE");

	protected WarehouseCode far = new WarehouseCode("NONE");

	@BeforeEach
	void openWarehouses() {
		this.near = warehouse("NEAR", 1);
		this.far = warehouse("FAR", 2);
	}

	protected WarehouseCode warehouse(String name, int priority) {
		var code = new WarehouseCode(name + "-" + unique());
		this.warehouses.create(code, new WarehouseDefinition(name, new CountryCode("DE"), priority, true));
		return code;
	}

	protected Sku sku() {
		var sku = new Sku("T-" + unique());
		this.catalog.create(sku, new ProductDefinition("Test", null, ProductStatus.ACTIVE, TaxCategory.STANDARD, 100,
				true, ProductDefinition.MAX_PER_ORDER, List.of(Money.of("1.00", Money.currencyOf("EUR"))), List.of()));
		return sku;
	}

	protected StockChange receive(WarehouseCode warehouse, Sku sku, int units) {
		return this.stockKeeping.receive(warehouse, List.of(new StockLine(sku, units)), "test");
	}

	/** Reserves one line; what is missing is refused. */
	protected List<Shortage> reserve(UUID order, Sku sku, int units) {
		return this.inventory.reserve(order, List.of(new Demand(1, sku, units, false))).shortages();
	}

	/** Reserves one line; what is missing waits. */
	protected UUID order(Sku sku, int units) {
		UUID order = Ids.next();
		assertThat(this.inventory.reserve(order, List.of(new Demand(1, sku, units, true))).succeeded()).isTrue();
		return order;
	}

	protected LinePosition position(UUID order) {
		return this.inventory.positions(List.of(order)).getOrDefault(order, List.of()).getFirst();
	}

	protected int available(Sku sku) {
		return this.inventory.availableToPromise(List.of(sku)).getOrDefault(sku, -1);
	}

	protected List<String> violations() {
		return this.invariants.list()
			.stream()
			.flatMap((invariant) -> this.jdbc.sql(invariant.violations())
				.query(String.class)
				.list()
				.stream()
				.map((offender) -> invariant.name() + ": " + offender))
			.toList();
	}

	protected static Map<Integer, Integer> line(int number, int units) {
		return Map.of(number, units);
	}

	private static String unique() {
		return NEXT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
	}

}
