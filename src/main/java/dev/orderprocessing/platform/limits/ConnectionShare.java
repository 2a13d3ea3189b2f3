package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * How many of the connections one address may have at a time. There are only so many of
 * them, and who opens all and says nothing keeps everybody else out. Proxies speak for
 * many, so those that are named may have any number.
 */
final class ConnectionShare {

	private static final Logger log = LoggerFactory.getLogger(ConnectionShare.class);

	private static final long QUIET_NANOS = 60_000_000_000L;

	private final int most;

	private final List<IpAddressMatcher> trusted;

	private long toldAt = System.nanoTime() - QUIET_NANOS;

	ConnectionShare(int most, List<IpAddressMatcher> trusted) {
		this.most = most;
		this.trusted = List.copyOf(trusted);
	}

	/**
	 * Whether another connection of who has just come may be kept. Looks through all
	 * there are, once there are so many that one address could have too many of them.
	 */
	boolean admits(SocketChannel comer, Collection<SocketChannel> connected) {
		if (connected.size() < this.most) {
			return true;
		}
		Optional<InetAddress> address = address(comer);
		if (address.isEmpty() || isTrusted(address.get())) {
			return true;
		}
		String network = ClientNetwork.of(address.get());
		long own = connected.stream()
			.flatMap((socket) -> address(socket).stream())
			.filter((other) -> ClientNetwork.of(other).equals(network))
			.limit(this.most)
			.count();
		if (own < this.most) {
			return true;
		}
		tell();
		return false;
	}

	private boolean isTrusted(InetAddress address) {
		return this.trusted.stream().anyMatch((proxies) -> proxies.matches(address.getHostAddress()));
	}

	private static Optional<InetAddress> address(SocketChannel socket) {
		try {
			return (socket.getRemoteAddress() instanceof InetSocketAddress remote)
					? Optional.ofNullable(remote.getAddress()) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/** Once a minute, since who floods connections would else flood the log. */
	private void tell() {
		long now = System.nanoTime();
		if (now - this.toldAt >= QUIET_NANOS) {
			this.toldAt = now;
			log.warn("One address has {} connections; more of it are closed at once. If it is a proxy, name it in "
					+ "order-processing.connections.trusted-proxies", this.most);
		}
	}

}
