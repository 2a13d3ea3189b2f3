package dev.orderprocessing.shipping;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One fee of a delivery method. */
public record DeliveryRate(
		@Schema(description = "Heaviest weight the fee is for; leave out for flat rates",
				example = "1000") @Nullable Integer upToGrams,
		@Schema(description = "Contains tax if the prices of its currency do",
				requiredMode = Schema.RequiredMode.REQUIRED) @NotNull Money fee) {
}
