package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/** All there is to say about a coupon but its code. Refuses what contradicts itself. */
public record CouponDefinition(@Nullable String description, CouponKind kind, @Nullable BigDecimal percent,
		@Nullable Money amount, @Nullable Money minimumItems, @Nullable Instant validFrom, @Nullable Instant validUntil,
		@Nullable Integer maxUses, boolean active) {

	private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

	public CouponDefinition {
		validFrom = (validFrom != null) ? validFrom.truncatedTo(ChronoUnit.MICROS) : null;
		validUntil = (validUntil != null) ? validUntil.truncatedTo(ChronoUnit.MICROS) : null;
		List<FieldProblem> faults = new ArrayList<>();
		checkDescription(faults, description);
		checkPercent(faults, kind, percent);
		checkAmount(faults, kind, amount);
		checkMinimum(faults, amount, minimumItems);
		checkTime(faults, "/validFrom", validFrom);
		checkTime(faults, "/validUntil", validUntil);
		if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
			faults.add(FieldProblem.at("/validUntil", "OUT_OF_RANGE", "validUntil lies after validFrom."));
		}
		if (maxUses != null && maxUses < 1) {
			faults.add(FieldProblem.at("/maxUses", "OUT_OF_RANGE",
					"maxUses is 1 or more; leave it out for any number of uses."));
		}
		if (!faults.isEmpty()) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
		}
		percent = (percent != null) ? percent.stripTrailingZeros().setScale(2) : null;
	}

	private static void checkDescription(List<FieldProblem> faults, @Nullable String description) {
		if (description != null && (description.isBlank() || description.length() > 200)) {
			faults.add(FieldProblem.at("/description", "WRONG_LENGTH", "description has 1 to 200 characters."));
		}
	}

	private static void checkTime(List<FieldProblem> faults, String pointer, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			faults.add(FieldProblem.at(pointer, "OUT_OF_RANGE",
					"%s lies between %s and %s.".formatted(pointer.substring(1), EARLIEST, LATEST)));
		}
	}

	private static void checkPercent(List<FieldProblem> faults, CouponKind kind, @Nullable BigDecimal percent) {
		if (percent == null) {
			if (kind == CouponKind.PERCENT) {
				faults.add(FieldProblem.at("/percent", "REQUIRED", "A PERCENT coupon needs percent."));
			}
			return;
		}
		if (kind != CouponKind.PERCENT) {
			faults.add(FieldProblem.at("/percent", "CONTRADICTION", "A FIXED coupon has no percent; leave it out."));
		}
		else if (percent.signum() <= 0 || percent.compareTo(new BigDecimal("100")) > 0) {
			faults.add(FieldProblem.at("/percent", "OUT_OF_RANGE", "percent is more than 0 and at most 100."));
		}
		else if (percent.stripTrailingZeros().scale() > 2) {
			faults.add(FieldProblem.at("/percent", "WRONG_SCALE", "percent has at most 2 decimals."));
		}
	}

	private static void checkAmount(List<FieldProblem> faults, CouponKind kind, @Nullable Money amount) {
		if (amount == null) {
			if (kind == CouponKind.FIXED) {
				faults.add(FieldProblem.at("/amount", "REQUIRED", "A FIXED coupon needs an amount."));
			}
			return;
		}
		if (kind != CouponKind.FIXED) {
			faults.add(FieldProblem.at("/amount", "CONTRADICTION", "A PERCENT coupon has no amount; leave it out."));
		}
		else if (!amount.isPositive()) {
			faults.add(FieldProblem.at("/amount/amount", "OUT_OF_RANGE", "The amount is more than zero."));
		}
	}

	private static void checkMinimum(List<FieldProblem> faults, @Nullable Money amount, @Nullable Money minimumItems) {
		if (minimumItems == null) {
			return;
		}
		if (!minimumItems.isPositive()) {
			faults.add(FieldProblem.at("/minimumItems/amount", "OUT_OF_RANGE",
					"minimumItems is more than zero; leave it out for no minimum."));
		}
		if (amount != null && !amount.currency().equals(minimumItems.currency())) {
			faults.add(FieldProblem.at("/minimumItems/currency", "CONTRADICTION",
					"minimumItems has the currency of the amount, %s.".formatted(amount.currency())));
		}
	}

}
