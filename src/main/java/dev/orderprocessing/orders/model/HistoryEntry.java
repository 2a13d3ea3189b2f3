package dev.orderprocessing.orders.model;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One step in the life of an order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(@Schema(description = "Counts from 1", example = "2") int entry,
		@Schema(description = "Milestone before; absent for the first entry",
				example = "PLACED") @Nullable OrderStatus from,
		@Schema(description = "Milestone after; the same as from when the command did not move it",
				example = "VERIFIED") OrderStatus to,
		@Schema(description = "What was asked for", example = "verify") String command,
		@Schema(description = "Name of the key, or system", example = "demo-ops") String actor, Instant at,
		@Schema(example = "Price agreed on the phone") @Nullable String reason) {

	HistoryEntry because(String known) {
		return new HistoryEntry(this.entry, this.from, this.to, this.command, this.actor, this.at, known);
	}

	/** The entry as the caller may know it: a storefront is not told of suspicion. */
	public HistoryEntry shownTo(Role caller) {
		boolean suspicion = this.reason != null && this.reason.startsWith(HoldType.FRAUD.name());
		return (caller == Role.STOREFRONT && suspicion) ? because(Hold.REVIEW) : this;
	}

}
