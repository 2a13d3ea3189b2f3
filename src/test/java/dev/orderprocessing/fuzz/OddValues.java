package dev.orderprocessing.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** Values that nobody expects, and those just inside and just outside of a bound. */
final class OddValues {

	/** Stands in texts that a log must not show. */
	static final String CANARY = "7391canary";

	/** Would be a line of the log of its own, if its line end got through. */
	static final String INJECTED_LINE = "\r\n2026-11-25T00:00:00.000Z ERROR 1 --- [injected7391] everything failed";

	/** Would be a header of its own, if its line end got through. */
	static final String INJECTED_HEADER = "x\r\nX-Injected: 7391\r\n\r\n<html>";

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final List<String> TEXTS = List.of("", " ", "\t", "\n", "\u0000", "a\u0000b", CANARY + "\u0007",
			CANARY + "\u001b[31mred", CANARY + INJECTED_LINE, INJECTED_HEADER, "\u202egnp.exe", "\u200f" + CANARY,
			"\u200b", CANARY + "\u200b" + CANARY, "\ufeff" + CANARY, "\uffff", "\ufffe", "\u0085", "\u2028", "\u2029",
			"\u00a0", "\u3000", "\u00ad", "e\u0301", "e" + "\u0301".repeat(200), "\u0130", "\u00df", "\ufb01", "\u1e9e",
			"\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", "\ud83c\uddea\ud83c\uddfa", "\udbff\udfff",
			"\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\u65e5\u672c\u8a9e", "\u0661\u0662\u0663", "\uff11\uff12",
			"null", "true", "NaN", "undefined", "-1", "0", "1e400", "0x10", "1_000", "%00", "%", "%s%n%d", "{}", "[]",
			"${jndi:ldap://localhost/x}", "#{7*7}", "{{7*7}}", "' OR '1'='1", "'; DROP TABLE x; --", "\\", "\\u0000",
			"<script>alert(7391)</script>", "\"><img src=x onerror=alert(7391)>", "../../etc/passwd", "..", ".", "a/b",
			"a;b=c", "a,b", "a|b", "=1+1", "*", "_", "%25", "\ud83d\ude00".repeat(40), "A".repeat(41), "a".repeat(255),
			"a".repeat(2_001), CANARY.repeat(700));

	private static final List<String> TIMES = List.of("+999999999-12-31T23:59:59.999999999Z",
			"-999999999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
			"9999-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z", "+294276-12-31T23:59:59Z",
			"+294277-01-01T00:00:00Z", "-4713-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-02-30T00:00:00Z",
			"2026-13-01T00:00:00Z", "2026-11-25T24:00:00Z", "2026-11-25T25:00:00Z", "2026-12-31T23:59:60Z",
			"2026-11-25T00:00:00+18:00", "2026-11-25T00:00:00-18:00", "2026-11-25T00:00:00+19:00",
			"2026-11-25T00:00:00.1234567891Z", "2026-11-25T00:00:00", "2026-11-25", "2026-11-25 00:00:00Z",
			"2026-11-25T00:00:00z", "2026-11-25T00:00Z", "1764028800", "now", "tomorrow");

	private static final List<String> NUMBERS = List.of("0", "-0", "-1", "1", "0.0", "1.0", "1.5", "1E2", "1e400",
			"-1e400", "1e-400", "1e2147483647", "1e2147483648", "1e-2147483648", "9".repeat(400), "-" + "9".repeat(400),
			"0." + "3".repeat(400), "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807",
			"9223372036854775808", "1000000", "1000001", "0.00000000000000000001", "99999999.99", "100", "100.01", "01",
			"+1", ".5", "5.", "NaN", "Infinity", "0x1F", "1_0");

	private static final List<String> RAW = List.of("\"\\ud800\"", "\"\\udc00\\ud800\"", "\"7391canary\\ud83d\"",
			"\"\\u0000\"", "\"\\x41\"", "\"a\nb\"", "'single'", "unquoted", "null", "nul", "true", "[]", "{}", "[null]",
			"[[]]", "{\"a\":1}", "{\"\":1}", "{\"__proto__\":{\"a\":1}}", "{\"@type\":\"a.B\"}", "[1,2,3]", "", ",",
			"{\"a\":1,\"a\":2}", "\"\"", "/* a */ 1", "1 // a");

	private OddValues() {
	}

	/** A text for a place that takes any text, a parameter or header among them. */
	static String text(RandomGenerator random) {
		List<String> of = switch (random.nextInt(8)) {
			case 0 -> TIMES;
			case 1 -> NUMBERS;
			default -> TEXTS;
		};
		return pick(random, of);
	}

	/** A text that goes with a schema almost. */
	static String text(RandomGenerator random, JsonNode schema) {
		if (schema.path("format").asString("").equals("date-time") && random.nextInt(4) > 0) {
			return pick(random, TIMES);
		}
		if (isNumber(schema) && random.nextInt(4) > 0) {
			return random.nextBoolean() ? pick(random, NUMBERS) : bound(random, schema).toPlainString();
		}
		if ((schema.has("maxLength") || schema.has("minLength")) && random.nextInt(3) == 0) {
			return lengthAtTheBound(random, schema);
		}
		return text(random);
	}

	/** A value for a field of a body that goes with its schema almost, or not at all. */
	static JsonNode value(RandomGenerator random, JsonNode schema) {
		return switch (random.nextInt(6)) {
			case 0 -> raw(pick(random, RAW));
			case 1 -> raw(pick(random, NUMBERS));
			case 2 ->
				isNumber(schema) ? NODES.numberNode(bound(random, schema)) : NODES.stringNode(text(random, schema));
			case 3 -> isNumber(schema) ? NODES.numberNode(bound(random, schema)) : NODES.numberNode(random.nextInt());
			default -> NODES.stringNode(text(random, schema));
		};
	}

	/** JSON that no tree can hold. */
	static JsonNode raw(String json) {
		return NODES.rawValueNode(new RawValue(json));
	}

	/** Brackets as deep as nobody means them. */
	static String deep(RandomGenerator random, int depth) {
		return switch (random.nextInt(3)) {
			case 0 -> "[".repeat(depth) + "]".repeat(depth);
			case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
			default -> "[".repeat(depth);
		};
	}

	static <T> T pick(RandomGenerator random, List<T> of) {
		return of.get(random.nextInt(of.size()));
	}

	private static boolean isNumber(JsonNode schema) {
		String type = schema.path("type").asString("");
		return type.equals("integer") || type.equals("number");
	}

	private static BigDecimal bound(RandomGenerator random, JsonNode schema) {
		BigDecimal bound = schema.path(random.nextBoolean() ? "minimum" : "maximum").decimalValue(BigDecimal.ONE);
		return bound.add(BigDecimal.valueOf(random.nextInt(3) - 1L));
	}

	private static String lengthAtTheBound(RandomGenerator random, JsonNode schema) {
		int bound = schema.path(random.nextInt(4) == 0 ? "minLength" : "maxLength").asInt(1);
		int length = Math.max(0, bound + random.nextInt(3) - 1);
		return switch (random.nextInt(3)) {
			case 0 -> "\ud83d\ude00".repeat(length);
			case 1 -> "\ud83d\ude00".repeat(length / 2) + "a".repeat(length % 2);
			default -> "a".repeat(length);
		};
	}

}
