package dev.orderprocessing.orders.checks;

import java.util.Map;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.CountryCode;

/** The forms of postal codes in the countries we know well; others are not judged. */
final class PostalCodes {

	private static final Map<String, Pattern> FORMS = Map.ofEntries(Map.entry("DE", Pattern.compile("[0-9]{5}")),
			Map.entry("AT", Pattern.compile("[1-9][0-9]{3}")), Map.entry("CH", Pattern.compile("[1-9][0-9]{3}")),
			Map.entry("FR", Pattern.compile("[0-9]{5}")), Map.entry("IT", Pattern.compile("[0-9]{5}")),
			Map.entry("ES", Pattern.compile("[0-5][0-9]{4}")),
			Map.entry("NL", Pattern.compile("[1-9][0-9]{3} ?[A-Za-z]{2}")),
			Map.entry("BE", Pattern.compile("[1-9][0-9]{3}")), Map.entry("PL", Pattern.compile("[0-9]{2}-[0-9]{3}")),
			Map.entry("US", Pattern.compile("[0-9]{5}(-[0-9]{4})?")),
			Map.entry("GB", Pattern.compile("[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")));

	private PostalCodes() {
	}

	static boolean isRequired(CountryCode country) {
		return FORMS.containsKey(country.value());
	}

	static boolean isPlausible(CountryCode country, String postalCode) {
		Pattern form = FORMS.get(country.value());
		return form == null || form.matcher(postalCode).matches();
	}

}
