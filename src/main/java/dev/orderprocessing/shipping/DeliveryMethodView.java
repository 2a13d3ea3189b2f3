package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A way to get goods to the buyer, and what it costs. */
public record DeliveryMethodView(@Schema(example = "EXPRESS") String code,
		@Schema(example = "Express, next working day") String name,
		@Schema(description = "FLAT: one fee per currency; WEIGHT: a fee per weight class") DeliveryMethodKind kind,
		List<CountryCode> countries, @Schema(description = "false: it cannot be chosen for new orders") boolean active,
		@Schema(description = "Carrier of its shipments unless another is named; absent: the house carrier",
				example = "DHL") @Nullable String carrier,
		@Schema(description = "By currency, lightest weight class first") List<DeliveryRate> rates,
		@Schema(description = "Its ETag, for If-Match", example = "0") long version) implements Versioned {
}
