package dev.orderprocessing.customers;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.web.About;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A known customer. */
public record CustomerView(UUID id, @Schema(example = "Ada Buyer") String name,
		@Schema(description = "Absent for whoever orders by phone, in person or on a marketplace", format = "email",
				example = "ada@example.org") @Nullable String email,
		@Nullable PhoneNumber phone, CustomerStatus status,
		@Schema(description = "Why the customer is blocked; not for storefronts and keys that are bound to a channel") @Nullable String statusReason,
		@Schema(description = "Days to pay an invoice, 0 to 365; a customer without them may not buy on account",
				example = "30") @Nullable Integer paymentTermsDays,
		@Schema(description = "The most that may be owed on account at any time; absent: no limit, or not for this "
				+ "caller (storefronts and keys that are bound to a channel)") @Nullable Money creditLimit,
		Instant createdAt, @Schema(description = "Its ETag, for If-Match", example = "0") long version,
		@Schema(description = "When the person was erased; the id stays, and can't order any more") @Nullable Instant erasedAt)
		implements
			About,
			Versioned {

	@Override
	public UUID subject() {
		return this.id;
	}

	/**
	 * What a customer may owe, and why one is blocked, concerns all channels together.
	 */
	public CustomerView shownTo(Actor reader) {
		return reader.worksForAllChannels() ? this : new CustomerView(this.id, this.name, this.email, this.phone,
				this.status, null, this.paymentTermsDays, null, this.createdAt, this.version, this.erasedAt);
	}

}
