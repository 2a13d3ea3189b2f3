package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A way to get goods to the buyer, and what it costs.
 *
 * @param rates by currency, lightest weight class first
 */
public record DeliveryMethodView(String code, String name, DeliveryMethodKind kind, List<CountryCode> countries,
		boolean active, @Nullable String carrier, List<DeliveryRate> rates, long version) implements Versioned {
}
