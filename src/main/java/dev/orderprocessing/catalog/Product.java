package dev.orderprocessing.catalog;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A product with its prices and services; the SKU never changes. */
@Entity
@Table(name = "product")
class Product {

	@Id
	private String sku;

	private String name;

	private @Nullable String description;

	@Enumerated(EnumType.STRING)
	private ProductStatus status;

	@Enumerated(EnumType.STRING)
	private TaxCategory taxCategory;

	private int weightGrams;

	private boolean backorderable;

	private int maxPerOrder;

	@ElementCollection
	@CollectionTable(name = "product_price", joinColumns = @JoinColumn(name = "sku"))
	private Set<Price> prices = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "product_service", joinColumns = @JoinColumn(name = "sku"))
	private Set<OfferedService> services = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "product_service_price", joinColumns = @JoinColumn(name = "sku"))
	private Set<ServicePrice> servicePrices = new HashSet<>();

	@Version
	private @Nullable Long version;

	protected Product() {
	}

	static Product define(Sku sku, ProductDefinition definition) {
		var product = new Product();
		product.sku = sku.value();
		product.redefine(definition);
		return product;
	}

	/** Everything but the SKU becomes as defined; what stays the same is not written. */
	void redefine(ProductDefinition definition) {
		this.name = definition.name();
		this.description = definition.description();
		this.status = definition.status();
		this.taxCategory = definition.taxCategory();
		this.weightGrams = definition.weightGrams();
		this.backorderable = definition.backorderable();
		this.maxPerOrder = definition.maxPerOrder();
		become(this.prices, definition.prices().stream().map(Price::of).collect(Collectors.toSet()));
		become(this.services, definition.services().stream().map(OfferedService::of).collect(Collectors.toSet()));
		become(this.servicePrices,
				definition.services()
					.stream()
					.flatMap((service) -> service.prices().stream().map((price) -> ServicePrice.of(service, price)))
					.collect(Collectors.toSet()));
	}

	long version() {
		return (this.version != null) ? this.version : 0;
	}

	ProductView view() {
		return new ProductView(new Sku(this.sku), this.name, this.description, this.status, this.taxCategory,
				this.weightGrams, this.backorderable, this.maxPerOrder,
				this.prices.stream().sorted(Comparator.comparing(Price::currency)).map(Price::money).toList(),
				this.services.stream().sorted(Comparator.comparing(OfferedService::code)).map(this::offer).toList(),
				version());
	}

	private ServiceOffer offer(OfferedService service) {
		List<Money> surcharges = this.servicePrices.stream()
			.filter((price) -> price.serviceCode().equals(service.code()))
			.sorted(Comparator.comparing(ServicePrice::currency))
			.map(ServicePrice::money)
			.toList();
		return new ServiceOffer(service.code(), service.name(), service.needsText(), surcharges);
	}

	private static <T> void become(Set<T> current, Set<T> wanted) {
		current.retainAll(wanted);
		current.addAll(wanted);
	}

	/** Amounts have the column's four decimals, so that equal prices are equal rows. */
	@Embeddable
	record Price(String currency, BigDecimal amount) {

		static Price of(Money price) {
			return new Price(price.currency().getCurrencyCode(), price.amount().setScale(4));
		}

		Money money() {
			return Money.stored(this.amount, Money.currencyOf(this.currency));
		}

	}

	@Embeddable
	record OfferedService(String code, String name, boolean needsText) {

		static OfferedService of(ServiceOffer service) {
			return new OfferedService(service.code(), service.name(), service.needsText());
		}

	}

	@Embeddable
	record ServicePrice(@Column(name = "service_code") String serviceCode, String currency, BigDecimal amount) {

		static ServicePrice of(ServiceOffer service, Money price) {
			return new ServicePrice(service.code(), price.currency().getCurrencyCode(), price.amount().setScale(4));
		}

		Money money() {
			return Money.stored(this.amount, Money.currencyOf(this.currency));
		}

	}

}
