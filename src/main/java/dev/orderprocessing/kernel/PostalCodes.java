package dev.orderprocessing.kernel;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How postal codes are written in the countries that we know well; others are not judged.
 * What people add is left out: the country's letters, other dashes, missing or odd
 * spaces.
 */
public final class PostalCodes {

	/**
	 * Forms by country: {@code #} is a digit, {@code 1} one but zero, {@code @} a letter,
	 * {@code *} either; all else stands for itself and is added where it is missing.
	 */
	private static final Map<String, List<String>> FORMS = forms("""
			AD AD###
			AT 1###
			AU ####
			BE 1###
			BG ####
			BR #####-###
			CA @#@ #@#
			CH 1###
			CN ######
			CY ####
			CZ ### ##
			DE #####
			DK ####
			EE #####
			ES #####
			FI #####
			FR #####
			GB @# #@@|@## #@@|@@# #@@|@@## #@@|@#@ #@@|@@#@ #@@
			GR ### ##
			HR #####
			HU ####
			IE @## ****|@#@ ****
			IN ######
			IS ###
			IT #####
			JP ###-####
			KR #####
			LI ####
			LT LT-#####
			LU ####
			LV LV-####
			MC #####
			MT @@@ ####
			MX #####
			NL 1### @@
			NO ####
			NZ ####
			PL ##-###
			PT ####-###|####
			RO ######
			RS #####
			RU ######
			SE ### ##
			SG ######
			SI ####
			SK ### ##
			SM #####
			TH #####
			TR #####
			UA #####
			US #####|#####-####
			XK #####
			ZA ####
			""");

	/** Letters that people write before the code, besides those of ISO 3166. */
	private static final Map<String, Set<String>> PREFIXES = Map.ofEntries(Map.entry("AT", Set.of("A")),
			Map.entry("BE", Set.of("B")), Map.entry("DE", Set.of("D")), Map.entry("ES", Set.of("E")),
			Map.entry("FI", Set.of("FIN", "SF")), Map.entry("FR", Set.of("F")), Map.entry("GB", Set.of("UK")),
			Map.entry("GR", Set.of("EL")), Map.entry("HU", Set.of("H")), Map.entry("IT", Set.of("I")),
			Map.entry("LI", Set.of("FL")), Map.entry("LU", Set.of("L")), Map.entry("NO", Set.of("N")),
			Map.entry("PT", Set.of("P")), Map.entry("SE", Set.of("S")), Map.entry("SG", Set.of("S", "SINGAPORE")),
			Map.entry("SI", Set.of("SLO")), Map.entry("US", Set.of("USA")), Map.entry("XK", Set.of("RKS", "KS")));

	/** Where the code is often unknown to those who live there. */
	private static final Set<String> OFTEN_LEFT_OUT = Set.of("AD", "CY", "IE", "IN", "IS", "MC", "MT", "RS", "SM",
			"XK");

	private static final String PLACES = "#1@*";

	/** People in Japan write it for a dash. */
	private static final int LONG_VOWEL = 0x30FC;

	private PostalCodes() {
	}

	/** Whether an address in this country lacks something without a postal code. */
	public static boolean isRequired(CountryCode country) {
		return FORMS.containsKey(country.value()) && !OFTEN_LEFT_OUT.contains(country.value());
	}

	public static boolean isPlausible(CountryCode country, String code) {
		return !FORMS.containsKey(country.value()) || normal(country, code).isPresent();
	}

	/** The code as the country's post writes it, if it can be one. */
	static Optional<String> normal(CountryCode country, String code) {
		List<String> forms = FORMS.getOrDefault(country.value(), List.of());
		String bare = bare(code);
		Stream<String> prefixes = Stream.concat(Stream.of("", country.value()),
				PREFIXES.getOrDefault(country.value(), Set.of()).stream());
		return prefixes.filter(bare::startsWith)
			.map((prefix) -> bare.substring(prefix.length()))
			.flatMap((rest) -> forms.stream().flatMap((form) -> laidOut(rest, form).stream()))
			.findFirst();
	}

	/** Letters and digits alone: capitals, digits as in ASCII. */
	private static String bare(String code) {
		StringBuilder bare = new StringBuilder();
		Normalizer.normalize(code, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).codePoints().forEach((c) -> {
			if (Character.isDigit(c)) {
				bare.append(Character.digit(c, 10));
			}
			else if (Character.isLetter(c) && c != LONG_VOWEL) {
				bare.appendCodePoint(c);
			}
		});
		return bare.toString();
	}

	/** The letters and digits in the places of a form, if they fit. */
	private static Optional<String> laidOut(String bare, String form) {
		StringBuilder written = new StringBuilder();
		int next = 0;
		for (int i = 0; i < form.length(); i++) {
			char place = form.charAt(i);
			char c = (next < bare.length()) ? bare.charAt(next) : ' ';
			boolean open = PLACES.indexOf(place) >= 0;
			if (open && !fits(c, place)) {
				return Optional.empty();
			}
			written.append(open ? c : place);
			if (open || c == place) {
				next++;
			}
		}
		return (next == bare.length()) ? Optional.of(written.toString()) : Optional.empty();
	}

	private static boolean fits(char c, char place) {
		boolean digit = c >= '0' && c <= '9';
		boolean letter = c >= 'A' && c <= 'Z';
		return switch (place) {
			case '#' -> digit;
			case '1' -> digit && c != '0';
			case '@' -> letter;
			default -> digit || letter;
		};
	}

	private static Map<String, List<String>> forms(String table) {
		return table.lines()
			.collect(Collectors.toMap((line) -> line.substring(0, 2),
					(line) -> Arrays.asList(line.substring(3).split("[|]"))));
	}

}
