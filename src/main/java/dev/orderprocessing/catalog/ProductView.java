package dev.orderprocessing.catalog;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A product as it is sold.
 *
 * @param prices price of one unit, at most one per currency; whether it includes tax is a
 * setting of the currency
 * @param weightGrams of one unit
 * @param backorderable whether more may be sold than is in stock
 * @param maxPerOrder the most units of one order, over all its lines
 */
public record ProductView(Sku sku, String name, @Nullable String description, ProductStatus status,
		TaxCategory taxCategory, int weightGrams, boolean backorderable, int maxPerOrder, List<Money> prices,
		List<ServiceOffer> services, long version) implements Versioned {

	public Optional<Money> price(Currency currency) {
		return this.prices.stream().filter((price) -> price.currency().equals(currency)).findFirst();
	}

	public Optional<ServiceOffer> service(String code) {
		return this.services.stream().filter((service) -> service.code().equals(code)).findFirst();
	}

}
