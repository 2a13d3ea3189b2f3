package dev.orderprocessing.catalog;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class CatalogIT {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency JPY = Currency.getInstance("JPY");

	private final Catalog catalog;

	private final StatementCounter counter;

	private final JdbcClient jdbc;

	@Autowired
	CatalogIT(Catalog catalog, StatementCounter counter, JdbcClient jdbc) {
		this.catalog = catalog;
		this.counter = counter;
		this.jdbc = jdbc;
	}

	@Test
	void findsTheDemoProductsWithPricesAndServices() {
		var found = this.catalog.find(List.of(new Sku("MUG-BLUE"), new Sku("CHAIR-OAK"), new Sku("NO-SUCH-SKU")));
		assertThat(found).containsOnlyKeys(new Sku("MUG-BLUE"), new Sku("CHAIR-OAK"));
		ProductView mug = this.catalog.findOne(new Sku("MUG-BLUE")).orElseThrow();
		assertThat(mug.price(EUR)).contains(Money.of("12.90", EUR));
		assertThat(mug.price(JPY)).contains(Money.of("1800", JPY));
		ServiceOffer engraving = mug.service("ENGRAVING").orElseThrow();
		assertThat(engraving.needsText()).isTrue();
		assertThat(engraving.prices()).contains(Money.of("4.00", EUR));
		assertThat(found.values()).contains(mug).anyMatch(ProductView::backorderable);
	}

	@Test
	void findsAnyNumberOfProductsWithOneStatementAndThenKnowsThem() {
		List<Sku> skus = List.of(new Sku("MUG-BLUE"), new Sku("CHAIR-OAK"), new Sku("TEA-GREEN"));
		this.jdbc.sql("UPDATE product SET name = name WHERE sku = 'MUG-BLUE'").update();
		assertThat(this.counter.statements(() -> this.catalog.find(skus))).satisfiesExactly(
				(version) -> assertThat(version).contains("reference_version"),
				(products) -> assertThat(products).contains("FROM product"));
		assertThat(this.counter.statements(() -> this.catalog.find(skus)))
			.satisfiesExactly((version) -> assertThat(version).contains("reference_version"));
	}

	@Test
	void seesWhatAnotherInstanceChanges() {
		var sku = new Sku("CATIT-ELSEWHERE");
		this.catalog.create(sku, definition("First", "1.00", "2.00"));
		assertThat(this.catalog.find(List.of(sku)).get(sku)).extracting((product) -> product.price(EUR))
			.isEqualTo(Optional.of(Money.of("1.00", EUR)));
		this.jdbc.sql("UPDATE product_price SET amount = 3 WHERE sku = ? AND currency = 'EUR'")
			.param(sku.value())
			.update();
		assertThat(this.catalog.find(List.of(sku)).get(sku)).extracting((product) -> product.price(EUR))
			.isEqualTo(Optional.of(Money.of("3.00", EUR)));
	}

	@Test
	void readsWhatWasCreatedAndReplaced() {
		var sku = new Sku("CATIT-ROUND");
		ProductView created = this.catalog.create(sku, definition("First", "1.00", "2.00"));
		assertThat(created).isEqualTo(this.catalog.findOne(sku).orElseThrow());
		assertThat(created.version()).isZero();

		ProductView replaced = this.catalog.replace(sku, definition("Second", "1.50", "2.50"), 0L);
		assertThat(replaced).isEqualTo(this.catalog.findOne(sku).orElseThrow());
		assertThat(replaced.version()).isEqualTo(1);
		assertThat(replaced.price(EUR)).contains(Money.of("1.50", EUR));
		assertThat(replaced.services().getFirst().prices()).containsExactly(Money.of("2.50", EUR));
	}

	@Test
	void keepsTheVersionWhenNothingChanges() {
		var sku = new Sku("CATIT-SAME");
		this.catalog.create(sku, definition("Same", "1.00", "2.00"));
		assertThat(this.catalog.replace(sku, definition("Same", "1.00", "2.00"), null).version()).isZero();
	}

	@Test
	void countsAChangeOfAPriceAloneAsANewVersion() {
		var sku = new Sku("CATIT-PRICE");
		this.catalog.create(sku, definition("Price", "1.00", "2.00"));
		assertThat(this.catalog.replace(sku, definition("Price", "1.01", "2.00"), null).version()).isEqualTo(1);
	}

	@Test
	void refusesTheSameSkuTwice() {
		var sku = new Sku("CATIT-TWICE");
		this.catalog.create(sku, definition("Once", "1.00", "2.00"));
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.catalog.create(sku, definition("Twice", "1.00", "2.00")))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.ALREADY_EXISTS))
			.withMessageContaining("CATIT-TWICE");
	}

	@Test
	void refusesToReplaceAVersionThatIsGone() {
		var sku = new Sku("CATIT-STALE");
		this.catalog.create(sku, definition("A", "1.00", "2.00"));
		this.catalog.replace(sku, definition("B", "1.00", "2.00"), 0L);
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.catalog.replace(sku, definition("C", "1.00", "2.00"), 0L))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.STALE_VERSION));
	}

	private static ProductDefinition definition(String name, String price, String surcharge) {
		return new ProductDefinition(name, null, ProductStatus.ACTIVE, TaxCategory.STANDARD, 100, false, 10,
				List.of(Money.of(price, EUR)),
				List.of(new ServiceOffer("ENGRAVING", "Engraving", true, List.of(Money.of(surcharge, EUR)))));
	}

}
