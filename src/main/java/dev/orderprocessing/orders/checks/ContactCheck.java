package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.PostalCodes;
import dev.orderprocessing.orders.model.Finding;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Can the buyer be reached: can mail be sent to the e-mail address, can phone and address
 * exist, has the VAT number the form of its country? Only what stops the order's way is a
 * failure: no phone number does, and no e-mail address where the channel tells the buyer
 * itself.
 */
@Component
@Order(3)
class ContactCheck implements VerificationCheck {

	private static final String NAME = "CONTACT";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.CONTACT, Subject.ADDRESS);
	}

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		List<String> failures = new ArrayList<>();
		List<String> doubts = new ArrayList<>();
		emailDoubt(context).ifPresent(order.channel().needsEmail() ? failures::add : doubts::add);
		phoneDoubt(context).ifPresent(doubts::add);
		vatIdDoubt(context).ifPresent(doubts::add);
		postalCodeDoubt(context).ifPresent(failures::add);
		boolean failed = !failures.isEmpty();
		failures.addAll(doubts);
		if (failures.isEmpty()) {
			return Finding.pass(NAME, "E-mail, phone and address are plausible.");
		}
		String joined = String.join("; ", failures);
		String evidence = Character.toUpperCase(joined.charAt(0)) + joined.substring(1) + ".";
		return failed ? Finding.fail(NAME, evidence, "Ask the buyer and amend the order, or verify with an override.")
				: Finding.warn(NAME, evidence, "Ask the buyer if you need it.");
	}

	private static Optional<String> emailDoubt(VerificationContext context) {
		var order = context.order();
		String email = order.buyer().email();
		if (email == null) {
			return order.channel().needsEmail()
					? Optional.of("an order of channel %s needs an e-mail address".formatted(order.channel()))
					: Optional.empty();
		}
		Optional<EmailAddress> address = EmailAddress.find(email);
		if (address.isEmpty()) {
			return Optional.of("no mail can be sent to the e-mail address");
		}
		String domain = address.get().domain();
		return domain.contains(".") ? Optional.empty()
				: Optional.of("the e-mail domain %s cannot receive mail".formatted(domain));
	}

	private static Optional<String> phoneDoubt(VerificationContext context) {
		var order = context.order();
		String phone = order.buyer().phone();
		var country = order.shippingAddress().country();
		return (phone == null || new PhoneNumber(phone).international(country).isPresent()) ? Optional.empty()
				: Optional.of("the phone number cannot exist in %s".formatted(country));
	}

	private static Optional<String> vatIdDoubt(VerificationContext context) {
		String vatId = context.order().buyer().vatId();
		return (vatId == null || VatIds.isPlausible(vatId)) ? Optional.empty() : Optional
			.of("the VAT number %s has not the form of those of %s".formatted(vatId, vatId.substring(0, 2)));
	}

	private static Optional<String> postalCodeDoubt(VerificationContext context) {
		var address = context.order().shippingAddress();
		String code = address.postalCode();
		return (code == null || PostalCodes.isPlausible(address.country(), code)) ? Optional.empty()
				: Optional.of("%s is not a postal code of %s".formatted(code, address.country()));
	}

}
