package dev.orderprocessing.catalog;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A product as it is sold. */
public record ProductView(Sku sku, @Schema(example = "Mug, blue") String name, @Nullable String description,
		ProductStatus status, TaxCategory taxCategory,
		@Schema(description = "Grams of one unit", example = "350") int weightGrams,
		@Schema(description = "Whether more may be sold than is in stock") boolean backorderable,
		@Schema(description = "The most units that one order may have, over all its lines",
				example = "100") int maxPerOrder,
		@Schema(description = "Of one unit: at most one price per currency; whether prices contain tax is a setting of the currency") List<Money> prices,
		@Schema(description = "Work that can be ordered with it") List<ServiceOffer> services,
		@Schema(description = "Its ETag, for If-Match", example = "0") long version) implements Versioned {

	public Optional<Money> price(Currency currency) {
		return this.prices.stream().filter((price) -> price.currency().equals(currency)).findFirst();
	}

	public Optional<ServiceOffer> service(String code) {
		return this.services.stream().filter((service) -> service.code().equals(code)).findFirst();
	}

}
