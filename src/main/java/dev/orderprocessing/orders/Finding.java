package dev.orderprocessing.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one verification check found.
 *
 * @param check name of the check
 * @param evidence the values it looked at
 * @param remedy what would lift a warning or failure; absent when passed
 * @param overridden whether somebody with the right let the order pass in spite of this
 * failure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(String check, CheckOutcome outcome, String evidence, @Nullable String remedy,
		boolean overridden) {

	static Finding pass(String check, String evidence) {
		return new Finding(check, CheckOutcome.PASS, evidence, null, false);
	}

	static Finding warn(String check, String evidence, String remedy) {
		return new Finding(check, CheckOutcome.WARN, evidence, remedy, false);
	}

	static Finding fail(String check, String evidence, String remedy) {
		return new Finding(check, CheckOutcome.FAIL, evidence, remedy, false);
	}

	Finding override() {
		return new Finding(this.check, this.outcome, this.evidence, this.remedy, true);
	}

}
