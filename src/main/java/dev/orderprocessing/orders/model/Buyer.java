package dev.orderprocessing.orders.model;

import java.util.UUID;

import dev.orderprocessing.kernel.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Who buys, a known customer or a guest, as it was when the order was placed.
 *
 * @param email as given; whether mail can be sent there is a question for verification
 * @param paymentTermsDays the customer's terms, however the order is paid
 */
@Embeddable
public record Buyer(@Nullable UUID customerId, @Column(name = "buyer_name") String name,
		@Column(name = "buyer_email") @Nullable String email, @Column(name = "buyer_phone") @Nullable String phone,
		@Nullable Integer paymentTermsDays) {

	static Buyer of(PlaceOrder command, OrderDraft draft) {
		PlaceOrder.Guest guest = command.guest();
		if (guest != null) {
			return new Buyer(null, Text.required("name", guest.name(), 100), guest.email(),
					(guest.phone() != null) ? guest.phone().value() : null, null);
		}
		var customer = draft.knownCustomer().orElseThrow();
		return new Buyer(customer.id(), customer.name(), customer.email(),
				(customer.phone() != null) ? customer.phone().value() : null, customer.paymentTermsDays());
	}

}
