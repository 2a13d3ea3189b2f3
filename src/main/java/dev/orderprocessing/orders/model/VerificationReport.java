package dev.orderprocessing.orders.model;

import java.time.Instant;
import java.util.List;

import dev.orderprocessing.kernel.Actor;
import io.swagger.v3.oas.annotations.media.Schema;

/** The result of one verification run. */
public record VerificationReport(
		@Schema(description = "Counts from 1; an order is verified again after each amendment", example = "1") int run,
		Instant checkedAt, @Schema(description = "Whether no check failed that was not overridden") boolean passed,
		List<Finding> findings) {

	public static VerificationReport of(int run, Instant checkedAt, List<Finding> findings) {
		boolean passed = findings.stream()
			.noneMatch((finding) -> finding.outcome() == CheckOutcome.FAIL && !finding.overridden());
		return new VerificationReport(run, checkedAt, passed, findings);
	}

	/** The report as the reader may know it: what is internal to those it concerns. */
	public VerificationReport shownTo(Actor reader) {
		return new VerificationReport(this.run, this.checkedAt, this.passed,
				this.findings.stream().map((finding) -> finding.shownTo(reader)).toList());
	}

	public List<String> failedChecks() {
		return this.findings.stream()
			.filter((finding) -> finding.outcome() == CheckOutcome.FAIL && !finding.overridden())
			.map(Finding::check)
			.toList();
	}

	public int warnings() {
		return (int) this.findings.stream().filter((finding) -> finding.outcome() == CheckOutcome.WARN).count();
	}

}
