package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A coupon and how often it was used. */
public record CouponView(@Schema(example = "WELCOME10") String code, @Nullable String description, CouponKind kind,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(
				description = "Of a PERCENT coupon: more than 0, at most 100", type = "string",
				example = "10.00") @Nullable BigDecimal percent,
		@Schema(description = "Of a FIXED coupon") @Nullable Money amount,
		@Schema(description = "What the items must cost before discount; absent: anything") @Nullable Money minimumItems,
		@Schema(description = "First moment at which it can be used") @Nullable Instant validFrom,
		@Schema(description = "First moment at which it can't be used any more") @Nullable Instant validUntil,
		@Schema(description = "How many orders may use it; absent: any number",
				example = "500") @Nullable Integer maxUses,
		@Schema(description = "By orders that were placed and not cancelled", example = "0") int used,
		@Schema(description = "false: staff have switched it off") boolean active,
		@Schema(description = "Its ETag, for If-Match", example = "0") long version) implements Versioned {

	CouponTerms terms() {
		return new CouponTerms(this.code, this.percent, this.amount);
	}

	CouponView withUsed(int uses) {
		return new CouponView(this.code, this.description, this.kind, this.percent, this.amount, this.minimumItems,
				this.validFrom, this.validUntil, this.maxUses, uses, this.active, this.version);
	}

}
