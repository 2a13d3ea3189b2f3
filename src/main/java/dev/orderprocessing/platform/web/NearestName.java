package dev.orderprocessing.platform.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that somebody probably meant. */
final class NearestName {

	private NearestName() {
	}

	/** A sentence with the known name nearest to the given one, or the list of names. */
	static String hint(String given, Collection<String> known) {
		if (known.isEmpty()) {
			return "Leave it out.";
		}
		String nearest = known.stream()
			.min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(name -> name))
			.orElseThrow();
		if (distance(given, nearest) <= Math.max(1, nearest.length() / 3)) {
			return "Did you mean %s?".formatted(nearest);
		}
		return "Known are %s.".formatted(String.join(", ", known.stream().sorted().limit(30).toList()));
	}

	private static int distance(String left, String right) {
		String a = left.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
		String b = right.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
		if (Math.abs(a.length() - b.length()) > b.length()) {
			return Integer.MAX_VALUE;
		}
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int above = row[j];
				int substitution = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				row[j] = Math.min(substitution, Math.min(above, row[j - 1]) + 1);
				diagonal = above;
			}
		}
		return row[b.length()];
	}

}
