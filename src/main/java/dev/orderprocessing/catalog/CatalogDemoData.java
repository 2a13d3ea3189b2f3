package dev.orderprocessing.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;

import org.springframework.stereotype.Component;

/** A small shop for the home: mugs to engrave, furniture to assemble, books and tea. */
@Component
class CatalogDemoData implements DemoData {

	private static final ServiceOffer ENGRAVING = new ServiceOffer("ENGRAVING", "Engraving", true,
			prices("4.00 EUR", "3.00 GBP", "4.00 USD", "600 JPY"));

	private static final ServiceOffer GIFT_WRAP = new ServiceOffer("GIFT-WRAP", "Gift wrapping", false,
			prices("2.50 EUR"));

	private static final ServiceOffer ASSEMBLY = new ServiceOffer("ASSEMBLY", "Assembly", false, prices("25.00 EUR"));

	private final Catalog catalog;

	CatalogDemoData(Catalog catalog) {
		this.catalog = catalog;
	}

	@Override
	public int order() {
		return 10;
	}

	@Override
	public void load() {
		mugs();
		household();
		furniture();
		booksAndTea();
	}

	private void mugs() {
		List<Money> mug = prices("12.90 EUR", "9.50 GBP", "11.90 USD", "1800 JPY");
		sell("MUG-BLUE", "Mug, blue", 350, mug, ENGRAVING, GIFT_WRAP);
		sell("MUG-GREEN", "Mug, green", 350, mug, ENGRAVING, GIFT_WRAP);
		sell("MUG-WHITE", "Mug, white", 350, mug, ENGRAVING, GIFT_WRAP);
		sell("MUG-TRAVEL", "Travel mug, steel", 420, prices("24.90 EUR", "18.50 GBP"), ENGRAVING);
		this.catalog.create(new Sku("MUG-RETRO"), new ProductDefinition("Mug, retro", "No longer made",
				ProductStatus.DISCONTINUED, TaxCategory.STANDARD, 350, false, 1_000_000, mug, List.of()));
	}

	private void household() {
		sell("TEAPOT-GLASS", "Teapot, glass, 1 l", 800, prices("34.50 EUR"), GIFT_WRAP);
		sell("BOWL-OLIVE", "Bowl of olive wood", 650, prices("29.00 EUR"), ENGRAVING);
		sell("BOARD-WALNUT", "Cutting board of walnut", 1200, prices("39.90 EUR"), ENGRAVING);
		sell("CANDLE-WAX", "Beeswax candle", 300, prices("8.95 EUR", "6.80 GBP"));
		sell("TOWEL-LINEN", "Linen towel", 250, prices("17.50 EUR"));
		sell("PILLOW-DOWN", "Down pillow, 40 × 60 cm", 900, prices("49.00 EUR"));
		sell("CLOCK-WALL", "Wall clock, 30 cm", 1100, prices("59.00 EUR", "65.00 USD"));
		sell("LAMP-DESK", "Desk lamp", 1900, prices("79.00 EUR", "85.00 USD"));
		sell("LAMP-LAST", "Desk lamp, last of the old series", 1900, prices("49.00 EUR"));
		sell("FRAME-A4", "Picture frame, A4", 700, prices("15.90 EUR"), ENGRAVING);
	}

	private void furniture() {
		this.catalog.create(new Sku("CHAIR-OAK"), new ProductDefinition("Chair of oak", "Made to order when sold out",
				ProductStatus.ACTIVE, TaxCategory.STANDARD, 6500, true, 40, prices("149.00 EUR"), List.of(ASSEMBLY)));
		this.catalog.create(new Sku("TABLE-OAK"), new ProductDefinition("Table of oak, 180 × 90 cm", null,
				ProductStatus.ACTIVE, TaxCategory.STANDARD, 42_000, true, 10, prices("899.00 EUR"), List.of(ASSEMBLY)));
		sell("SHELF-PINE", "Shelf of pine, 5 boards", 14_000, prices("119.00 EUR"), ASSEMBLY);
		sell("STOOL-BEECH", "Stool of beech", 3200, prices("69.00 EUR"), ASSEMBLY);
	}

	private void booksAndTea() {
		reduced("BOOK-BREAD", "Bread: a book of recipes", 540, prices("24.00 EUR", "19.99 GBP"), GIFT_WRAP);
		reduced("BOOK-GARDEN", "The small garden: a book", 480, prices("19.90 EUR"), GIFT_WRAP);
		reduced("TEA-GREEN", "Green tea, 100 g", 120, prices("7.20 EUR"));
	}

	private void sell(String sku, String name, int grams, List<Money> prices, ServiceOffer... services) {
		create(sku, name, TaxCategory.STANDARD, grams, prices, services);
	}

	private void reduced(String sku, String name, int grams, List<Money> prices, ServiceOffer... services) {
		create(sku, name, TaxCategory.REDUCED, grams, prices, services);
	}

	private void create(String sku, String name, TaxCategory tax, int grams, List<Money> prices,
			ServiceOffer... services) {
		this.catalog.create(new Sku(sku), new ProductDefinition(name, null, ProductStatus.ACTIVE, tax, grams, false,
				ProductDefinition.MAX_PER_ORDER, prices, List.of(services)));
	}

	private static List<Money> prices(String... texts) {
		List<Money> prices = new ArrayList<>();
		Arrays.stream(texts).map((text) -> text.split(" ", -1)).forEach((parts) -> {
			prices.add(Money.of(parts[0], Money.currencyOf(parts[1])));
		});
		return List.copyOf(prices);
	}

}
