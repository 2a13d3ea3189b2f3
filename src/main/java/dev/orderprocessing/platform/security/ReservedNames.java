package dev.orderprocessing.platform.security;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.InvalidValue;

/**
 * Names that no key may have, since the history would tell what its holder did as the
 * work of somebody else: the service itself, the operator's first key, the demo, holders
 * of tokens. Names that only look the same count as the same: in capitals, with spaces or
 * signs in between, with letters of other scripts.
 */
final class ReservedNames {

	/** The beginning of the name of who shows a token, before its subject. */
	static final String TOKEN_PREFIX = "oauth:";

	/** A letter of the names above and what looks like it. */
	private static final List<String> LOOK_ALIKES = List.of("s\u0455\u054f5$", "y\u0443\u04af", "t\u0442\u03c4+7",
			"e\u0435\u03b53\u0454", "m\u043c\u03bc", "b\u0432\u03b2\u044c8", "o\u043e\u03bf0\u0585", "r\u0433",
			"a\u0430\u03b14@", "p\u0440\u03c1", "d\u0501", "i\u0456\u03b9\u01311!|l", "n\u03b7\u043f\u0578",
			"u\u03c5\u057d\u0446", "h\u04bb\u043d\u0570");

	private static final Set<String> NAMES = Stream
		.concat(Stream.of(Actor.SYSTEM.name(), BootstrapAdminKey.NAME), DemoCallers.names().stream())
		.map(ReservedNames::folded)
		.collect(Collectors.toUnmodifiableSet());

	private static final String BEGINNING = folded(TOKEN_PREFIX);

	private ReservedNames() {
	}

	static void refuse(String name) {
		String folded = folded(name);
		if (NAMES.contains(folded) || folded.startsWith(BEGINNING)) {
			throw new InvalidValue("RESERVED", "name",
					"This name, or one that looks like it, is reserved for the service itself; name the key for whoever "
							+ "will use it.");
		}
	}

	/** Small letters and digits only, each look-alike as the letter it looks like. */
	private static String folded(String name) {
		StringBuilder folded = new StringBuilder();
		Normalizer.normalize(name, Normalizer.Form.NFKD)
			.toLowerCase(Locale.ROOT)
			.codePoints()
			.map(ReservedNames::plain)
			.filter(Character::isLetterOrDigit)
			.forEach(folded::appendCodePoint);
		return folded.toString();
	}

	private static int plain(int letter) {
		return LOOK_ALIKES.stream()
			.filter((alike) -> alike.indexOf(letter) > 0)
			.mapToInt((alike) -> alike.codePointAt(0))
			.findFirst()
			.orElse(letter);
	}

}
