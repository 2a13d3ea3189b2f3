package dev.orderprocessing.shipping;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * One fee of a delivery method.
 *
 * @param upToGrams the heaviest weight the fee is for; absent for flat rates
 * @param fee net or gross, like all prices in its currency
 */
public record DeliveryRate(
		@Schema(description = "Heaviest weight the fee is for; leave out for flat rates",
				example = "1000") @Nullable Integer upToGrams,
		@Schema(requiredMode = Schema.RequiredMode.REQUIRED) @NotNull Money fee) {
}
