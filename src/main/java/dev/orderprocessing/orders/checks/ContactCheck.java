package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.List;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.orderprocessing.orders.model.Finding;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Can the buyer be reached: are e-mail, phone and address such as they can exist? */
@Component
@Order(3)
class ContactCheck implements VerificationCheck {

	private static final String NAME = "CONTACT";

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		List<String> doubts = new ArrayList<>();
		String email = order.buyer().email();
		String domain = email.substring(email.indexOf('@') + 1);
		if (!domain.contains(".") || domain.contains("..")) {
			doubts.add("the e-mail domain %s cannot receive mail".formatted(domain));
		}
		String country = order.shippingAddress().country().value();
		if (!isPlausiblePhone(order.buyer().phone(), country)) {
			doubts.add("the phone number cannot exist in %s".formatted(country));
		}
		String postalCode = order.shippingAddress().postalCode();
		if (postalCode != null && !PostalCodes.isPlausible(order.shippingAddress().country(), postalCode)) {
			doubts.add("%s is not a postal code of %s".formatted(postalCode, country));
		}
		if (doubts.isEmpty()) {
			return Finding.pass(NAME, "E-mail, phone and address are plausible.");
		}
		String evidence = String.join("; ", doubts);
		return Finding.fail(NAME, Character.toUpperCase(evidence.charAt(0)) + evidence.substring(1) + ".",
				"Ask the buyer and amend the order, or verify with an override.");
	}

	private static boolean isPlausiblePhone(@Nullable String phone, String country) {
		if (phone == null) {
			return true;
		}
		try {
			var util = PhoneNumberUtil.getInstance();
			return util.isPossibleNumber(util.parse(phone, country));
		}
		catch (NumberParseException ex) {
			return false;
		}
	}

}
