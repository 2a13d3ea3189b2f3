package dev.orderprocessing.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds numbers of payment cards in texts, where they must not be: by the beginnings and
 * lengths that issuers use (ISO/IEC 7812) and the check digit (Luhn), with spaces and
 * dashes in between. Thirteen digits are left alone, since such cards are no longer
 * issued and many bar codes look like them; so are IBANs and UUIDs.
 */
public final class CardNumbers {

	private static final int SHORTEST = 14;

	private static final int LONGEST = 19;

	/** Digits of any script with at most three spaces or dashes between two of them. */
	private static final Pattern DIGITS = Pattern.compile("\\p{Nd}(?:[\\p{Zs}\\p{Pd}]{0,3}\\p{Nd}){13,}");

	private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");

	private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{1,4}){3,8}");

	private static final Pattern UUID = Pattern
		.compile("\\b\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}\\b");

	private static final String HIDDEN = "\u2026";

	private CardNumbers() {
	}

	public static boolean isIn(String text) {
		return find(text).isPresent();
	}

	/** The text without the numbers of cards. */
	public static String hiddenIn(String text) {
		String shown = text;
		for (Optional<Place> place = find(shown); place.isPresent(); place = find(shown)) {
			shown = shown.substring(0, place.get().start()) + HIDDEN + shown.substring(place.get().end());
		}
		return shown;
	}

	private static Optional<Place> find(String text) {
		if (text.length() < SHORTEST) {
			return Optional.empty();
		}
		Matcher run = DIGITS.matcher(text);
		while (run.find()) {
			Optional<Place> card = inGroups(text, groups(text, run.start(), run.end()));
			if (card.isPresent() && !isIban(text, card.get()) && !isInUuid(text, card.get())) {
				return card;
			}
		}
		return Optional.empty();
	}

	private static List<Place> groups(String text, int start, int end) {
		List<Place> groups = new ArrayList<>();
		Matcher group = GROUP.matcher(text).region(start, end);
		while (group.find()) {
			groups.add(new Place(group.start(), group.end()));
		}
		return groups;
	}

	/**
	 * A card's number begins and ends where groups do: it is not part of a longer one.
	 */
	private static Optional<Place> inGroups(String text, List<Place> groups) {
		for (int first = 0; first < groups.size(); first++) {
			StringBuilder digits = new StringBuilder();
			for (int last = first; last < groups.size() && digits.length() < LONGEST; last++) {
				append(digits, text, groups.get(last));
				if (isCard(digits.toString())) {
					return Optional.of(new Place(groups.get(first).start(), groups.get(last).end()));
				}
			}
		}
		return Optional.empty();
	}

	private static void append(StringBuilder digits, String text, Place group) {
		text.substring(group.start(), group.end())
			.codePoints()
			.forEach((digit) -> digits.append(Character.digit(digit, 10)));
	}

	private static boolean isCard(String digits) {
		return digits.length() >= SHORTEST && digits.length() <= LONGEST && isIssued(digits) && isChecked(digits);
	}

	private static boolean isIssued(String digits) {
		int two = Integer.parseInt(digits.substring(0, 2));
		int four = Integer.parseInt(digits.substring(0, 4));
		int length = digits.length();
		if (digits.startsWith("4")) {
			return length == 16 || length == 19;
		}
		if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
			return length == 16;
		}
		if (two == 34 || two == 37) {
			return length == 15;
		}
		if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) {
			return length == 14 || length == 16;
		}
		boolean jcb = four >= 3528 && four <= 3589;
		boolean discover = four == 6011 || (four >= 6440 && four <= 6599);
		boolean unionPay = two == 62;
		boolean maestro = List.of(5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763).contains(four);
		boolean mir = four >= 2200 && four <= 2204;
		return length >= 16 && (jcb || discover || unionPay || maestro || mir);
	}

	private static boolean isChecked(String digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(digits.length() - 1 - i) - '0';
			int doubled = (i % 2 == 1) ? 2 * digit : digit;
			sum += (doubled > 9) ? doubled - 9 : doubled;
		}
		return sum % 10 == 0;
	}

	private static boolean isIban(String text, Place place) {
		return IBAN.matcher(text)
			.results()
			.anyMatch((iban) -> iban.start() < place.start() && iban.end() >= place.end() && isValidIban(iban.group()));
	}

	private static boolean isInUuid(String text, Place place) {
		return UUID.matcher(text)
			.results()
			.anyMatch((uuid) -> uuid.start() <= place.start() && uuid.end() >= place.end());
	}

	/** ISO 7064 MOD 97-10. */
	private static boolean isValidIban(String text) {
		String iban = text.replace(" ", "");
		StringBuilder number = new StringBuilder();
		(iban.substring(4) + iban.substring(0, 4)).chars().forEach((c) -> number.append(Character.digit(c, 36)));
		return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
	}

	private record Place(int start, int end) {
	}

}
