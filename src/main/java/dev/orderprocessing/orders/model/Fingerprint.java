package dev.orderprocessing.orders.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A digest of who orders what; two orders with the same one are likely duplicates. */
final class Fingerprint {

	private Fingerprint() {
	}

	static String of(Order order) {
		Buyer buyer = order.buyer();
		String who = Stream.of(buyer.customerId(), buyer.email(), buyer.phone(), order.shippingAddress())
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.findFirst()
			.orElseThrow();
		String lines = order.lines()
			.stream()
			.filter((line) -> line.live() > 0)
			.collect(Collectors.groupingBy(OrderLine::sku, TreeMap::new, Collectors.summingInt(OrderLine::live)))
			.entrySet()
			.stream()
			.map((line) -> line.getKey() + "x" + line.getValue())
			.collect(Collectors.joining(","));
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((who + "|" + lines).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
