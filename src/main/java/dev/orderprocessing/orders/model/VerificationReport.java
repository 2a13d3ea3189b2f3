package dev.orderprocessing.orders.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Actor;
import io.swagger.v3.oas.annotations.media.Schema;

/** The result of one verification run. */
public record VerificationReport(
		@Schema(description = "Counts from 1; checks run again when an amendment changes what they are about",
				example = "1") int run,
		Instant checkedAt, @Schema(description = "Whether no check failed that was not overridden") boolean passed,
		List<Finding> findings) {

	public static VerificationReport of(int run, Instant checkedAt, List<Finding> findings) {
		return new VerificationReport(run, checkedAt, findings.stream().noneMatch(Finding::isOpen), findings);
	}

	public Optional<Finding> finding(String check) {
		return this.findings.stream().filter((finding) -> finding.check().equals(check)).findFirst();
	}

	/** The report as the reader may know it: what is internal to those it concerns. */
	public VerificationReport shownTo(Actor reader) {
		return new VerificationReport(this.run, this.checkedAt, this.passed,
				this.findings.stream().map((finding) -> finding.shownTo(reader)).toList());
	}

	public List<String> failedChecks() {
		return failures().map(Finding::check).toList();
	}

	/** What stands in the way and what would lift it, in words. */
	public String spelledOut() {
		return failures().map((finding) -> "%s: %s %s".formatted(finding.check(), finding.evidence(), finding.remedy()))
			.collect(Collectors.joining(" "));
	}

	private Stream<Finding> failures() {
		return this.findings.stream().filter(Finding::isOpen);
	}

	public int warnings() {
		return (int) this.findings.stream().filter((finding) -> finding.outcome() == CheckOutcome.WARN).count();
	}

}
