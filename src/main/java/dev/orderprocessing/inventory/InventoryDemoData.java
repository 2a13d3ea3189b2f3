package dev.orderprocessing.inventory;

import java.util.List;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductStatus;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.web.PageRequest;

import org.springframework.stereotype.Component;

/** Two warehouses with plenty of everything, but for the scarce products of the demo. */
@Component
class InventoryDemoData implements DemoData {

	private static final Sku NEARLY_SOLD_OUT = new Sku("LAMP-LAST");

	private static final Sku BACKORDERABLE = new Sku("CHAIR-OAK");

	private final Warehouses warehouses;

	private final StockKeeping stockKeeping;

	private final Catalog catalog;

	InventoryDemoData(Warehouses warehouses, StockKeeping stockKeeping, Catalog catalog) {
		this.warehouses = warehouses;
		this.stockKeeping = stockKeeping;
		this.catalog = catalog;
	}

	@Override
	public int order() {
		return 30;
	}

	@Override
	public void load() {
		var germany = new CountryCode("DE");
		var main = new WarehouseCode("MAIN");
		var north = new WarehouseCode("NORTH");
		this.warehouses.create(main, new WarehouseDefinition("Main warehouse", germany, 1, true));
		this.warehouses.create(north, new WarehouseDefinition("North", germany, 2, true));
		List<Sku> products = this.catalog.list(ProductStatus.ACTIVE, null, PageRequest.of("products", 200, null))
			.items()
			.stream()
			.map(ProductView::sku)
			.toList();
		this.stockKeeping.receive(main, products.stream().map((sku) -> new StockLine(sku, mainUnits(sku))).toList(),
				"opening stock");
		this.stockKeeping.receive(north,
				products.stream().filter((sku) -> mainUnits(sku) > 3).map((sku) -> new StockLine(sku, 1_000)).toList(),
				"opening stock");
	}

	private static int mainUnits(Sku sku) {
		if (sku.equals(NEARLY_SOLD_OUT)) {
			return 3;
		}
		return sku.equals(BACKORDERABLE) ? 2 : 10_000;
	}

}
