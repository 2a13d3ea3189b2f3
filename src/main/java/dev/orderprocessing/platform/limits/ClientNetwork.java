package dev.orderprocessing.platform.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one client, as far as addresses can tell. */
final class ClientNetwork {

	private static final int NETWORK_BYTES = 8;

	private ClientNetwork() {
	}

	/** One host has a whole network of IPv6 addresses to choose from. */
	static String of(InetAddress address) {
		return (address instanceof Inet6Address six)
				? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) : address.getHostAddress();
	}

}
