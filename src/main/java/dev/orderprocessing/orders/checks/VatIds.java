package dev.orderprocessing.orders.checks;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms of VAT identification numbers in Europe, by their first two letters (Council
 * Directive 2006/112/EC, article 215; VIES); others are not judged. Dots and dashes don't
 * count.
 */
final class VatIds {

	private static final Map<String, Pattern> FORMS = """
			AT U[0-9]{8}
			BE [01][0-9]{9}
			BG [0-9]{9,10}
			CH E[0-9]{9}(MWST|TVA|IVA)?
			CY [0-9]{8}[A-Z]
			CZ [0-9]{8,10}
			DE [0-9]{9}
			DK [0-9]{8}
			EE [0-9]{9}
			EL [0-9]{9}
			ES [A-Z0-9][0-9]{7}[A-Z0-9]
			FI [0-9]{8}
			FR [A-HJ-NP-Z0-9]{2}[0-9]{9}
			GB ([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})
			HR [0-9]{11}
			HU [0-9]{8}
			IE ([0-9][A-Z0-9+*][0-9]{5}[A-Z]|[0-9]{7}[A-W][A-I])
			IT [0-9]{11}
			LT ([0-9]{9}|[0-9]{12})
			LU [0-9]{8}
			LV [0-9]{11}
			MT [0-9]{8}
			NL [A-Z0-9+*]{10}[0-9]{2}
			NO [0-9]{9}(MVA)?
			PL [0-9]{10}
			PT [0-9]{9}
			RO [0-9]{2,10}
			SE [0-9]{12}
			SI [0-9]{8}
			SK [0-9]{10}
			XI ([0-9]{9}|[0-9]{12}|(GD|HA)[0-9]{3})
			""".lines()
		.collect(Collectors.toMap((line) -> line.substring(0, 2), (line) -> Pattern.compile(line.substring(3))));

	private VatIds() {
	}

	static boolean isPlausible(String vatId) {
		String bare = vatId.replaceAll("[./-]", "");
		Pattern form = (bare.length() > 2) ? FORMS.get(bare.substring(0, 2)) : null;
		return form == null || form.matcher(bare.substring(2)).matches();
	}

}
