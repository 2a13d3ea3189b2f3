package dev.orderprocessing.orders.model;

import java.util.UUID;

import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Who buys, a known customer or a guest, as it was when the order was placed.
 *
 * @param email as given; whether mail can be sent there is a question for verification
 * @param paymentTermsDays the customer's terms, however the order is paid
 * @param language BCP 47, in which the buyer is written to
 * @param reference the buyer's own, for the invoice
 */
@Embeddable
public record Buyer(@Nullable UUID customerId, @Column(name = "buyer_name") String name,
		@Column(name = "buyer_email") @Nullable String email, @Column(name = "buyer_phone") @Nullable String phone,
		@Nullable Integer paymentTermsDays, @Column(name = "buyer_language") @Nullable String language,
		@Column(name = "buyer_company") @Nullable String company, @Column(name = "buyer_vat_id") @Nullable String vatId,
		@Column(name = "buyer_reference") @Nullable String reference) {

	static Buyer of(PlaceOrder command, OrderDraft draft) {
		PlaceOrder.Guest guest = command.guest();
		if (guest != null) {
			return of(null, Text.required("name", guest.name(), 100), guest.email(), guest.phone(), null,
					command.details());
		}
		var customer = draft.knownCustomer().orElseThrow();
		return of(customer.id(), customer.name(), customer.email(), customer.phone(), customer.paymentTermsDays(),
				command.details());
	}

	private static Buyer of(@Nullable UUID customerId, String name, @Nullable String email, @Nullable PhoneNumber phone,
			@Nullable Integer paymentTermsDays, PlaceOrder.BuyerDetails details) {
		return new Buyer(customerId, name, email, (phone != null) ? phone.value() : null, paymentTermsDays,
				(details.language() != null) ? details.language().value() : null, details.company(), details.vatId(),
				details.reference());
	}

	/** The same buyer, reached otherwise. */
	Buyer with(AmendOrder.Contact contact) {
		return new Buyer(this.customerId, (contact.name() != null) ? contact.name() : this.name,
				(contact.email() != null) ? contact.email() : this.email,
				(contact.phone() != null) ? contact.phone().value() : this.phone, this.paymentTermsDays, this.language,
				this.company, this.vatId, this.reference);
	}

	/** The same buyer on other terms of payment. */
	public Buyer withTerms(@Nullable Integer days) {
		return new Buyer(this.customerId, this.name, this.email, this.phone, days, this.language, this.company,
				this.vatId, this.reference);
	}

}
