package dev.orderprocessing.orders;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** A digest of who orders what; two orders with the same one are likely duplicates. */
final class Fingerprint {

	private Fingerprint() {
	}

	static String of(Order order) {
		String buyer = String.valueOf((order.customerId() != null) ? order.customerId() : order.buyerEmail());
		String lines = order.lines()
			.stream()
			.map((line) -> line.sku() + "x" + line.ordered())
			.sorted()
			.collect(Collectors.joining(","));
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((buyer + "|" + lines).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
