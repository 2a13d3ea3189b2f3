package dev.orderprocessing.orders.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.Actor;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one verification check found.
 *
 * @param internal the whole evidence, where it tells of other channels or of what is kept
 * about a customer; {@code evidence} then is what everybody may know who sees the order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(@Schema(description = "Name of the check", example = "PRICE") String check,
		@Schema(description = "WARN does not stop the order, FAIL does") CheckOutcome outcome,
		@Schema(description = "What it looked at",
				example = "Line 1: the buyer saw 15.00 EUR, our price is 17.50 EUR.") String evidence,
		@Schema(description = "What would lift a warning or a failure; absent when passed",
				example = "Agree on the price with the buyer and verify with an override, or amend the order.") @Nullable String remedy,
		@Schema(description = "Whether somebody let the order pass in spite of this failure") boolean overridden,
		@Schema(hidden = true) @Nullable String internal) {

	public static Finding pass(String check, String evidence) {
		return new Finding(check, CheckOutcome.PASS, evidence, null, false, null);
	}

	public static Finding warn(String check, String evidence, String remedy) {
		return new Finding(check, CheckOutcome.WARN, evidence, remedy, false, null);
	}

	public static Finding fail(String check, String evidence, String remedy) {
		return new Finding(check, CheckOutcome.FAIL, evidence, remedy, false, null);
	}

	public Finding override() {
		return new Finding(this.check, this.outcome, this.evidence, this.remedy, true, this.internal);
	}

	/** The same with the whole evidence, for those who work for all channels. */
	public Finding internally(String whole) {
		return new Finding(this.check, this.outcome, this.evidence, this.remedy, this.overridden, whole);
	}

	Finding shownTo(Actor reader) {
		String shown = (this.internal != null && reader.worksForAllChannels()) ? this.internal : this.evidence;
		return new Finding(this.check, this.outcome, shown, this.remedy, this.overridden, null);
	}

	/** Whether it stands in the way. */
	@JsonIgnore
	public boolean isOpen() {
		return this.outcome == CheckOutcome.FAIL && !this.overridden;
	}

}
