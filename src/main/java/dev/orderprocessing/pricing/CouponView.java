package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A coupon and how often it was used.
 *
 * @param percent of a PERCENT coupon
 * @param amount of a FIXED coupon
 * @param minimumItems what the items must cost before discount; absent: anything
 * @param validFrom first moment at which it can be used
 * @param validUntil first moment at which it can't be used any more
 * @param maxUses by all orders together; absent: any number
 * @param used by orders that were placed and not cancelled
 * @param active staff can switch a coupon off
 */
public record CouponView(String code, @Nullable String description, CouponKind kind,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string",
				example = "10.00") @Nullable BigDecimal percent,
		@Nullable Money amount, @Nullable Money minimumItems, @Nullable Instant validFrom, @Nullable Instant validUntil,
		@Nullable Integer maxUses, int used, boolean active, long version) implements Versioned {
}
