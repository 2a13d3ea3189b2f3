package dev.orderprocessing.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bad network between a client and a server on this machine: it stands still, and cuts
 * connections at any piece that somebody watches for.
 */
public final class TcpProxy implements AutoCloseable {

	private static final int LARGEST_PIECE = 1 << 16;

	private final int target;

	private final ServerSocket door;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final Object gate = new Object();

	private boolean still;

	private volatile Watch watch = (_, _, _) -> Fate.PASS;

	private TcpProxy(int target) throws IOException {
		this.target = target;
		this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
	}

	/** In front of a server on this machine, on a free port of its own. */
	public static TcpProxy to(int port) {
		try {
			TcpProxy proxy = new TcpProxy(port);
			Thread.ofVirtual().start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.door.getLocalPort();
	}

	/** Lets somebody decide about each piece from now on. */
	public void watch(Watch watch) {
		this.watch = watch;
	}

	/** Nothing passes any more, and nobody is told. */
	public void standStill() {
		synchronized (this.gate) {
			this.still = true;
		}
	}

	/** What was held back arrives late. */
	public void goOn() {
		synchronized (this.gate) {
			this.still = false;
			this.gate.notifyAll();
		}
	}

	/** Cuts all connections; new ones can be made at once. */
	public void cut() {
		this.links.forEach(Link::cut);
	}

	@Override
	public void close() {
		try {
			this.door.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		goOn();
		cut();
	}

	private void accept() {
		while (!this.door.isClosed()) {
			try {
				Link link = new Link(this.door.accept());
				this.links.add(link);
				Thread.ofVirtual().start(link::connect);
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void awaitPassage() throws InterruptedException {
		synchronized (this.gate) {
			while (this.still) {
				this.gate.wait();
			}
		}
	}

	/** Where a piece goes. */
	public enum Direction {

		TO_SERVER, TO_CLIENT

	}

	/** What becomes of a piece and its connection. */
	public enum Fate {

		PASS, CUT, PASS_THEN_CUT,

		/** As {@link TcpProxy#standStill()}, from this piece on. */
		STAND_STILL

	}

	/** Sees each piece before it passes; called from many threads. */
	@FunctionalInterface
	public interface Watch {

		/**
		 * Decides about a piece.
		 * @param connection the same object for all pieces of a connection
		 * @param piece what was sent at once, mostly
		 */
		Fate decide(Object connection, Direction direction, byte[] piece);

	}

	private final class Link {

		private final Socket client;

		private final Socket server = new Socket();

		/** The last piece is on its way; nobody shall hear what came of it. */
		private volatile boolean ending;

		Link(Socket client) {
			this.client = client;
		}

		void connect() {
			try {
				this.client.setTcpNoDelay(true);
				this.server.setTcpNoDelay(true);
				this.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), TcpProxy.this.target));
				Thread.ofVirtual().start(() -> pump(this.server, this.client, Direction.TO_CLIENT));
				pump(this.client, this.server, Direction.TO_SERVER);
			}
			catch (IOException ex) {
				cut();
			}
		}

		private void pump(Socket from, Socket to, Direction direction) {
			byte[] buffer = new byte[LARGEST_PIECE];
			try {
				InputStream in = from.getInputStream();
				OutputStream out = to.getOutputStream();
				for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
					Fate fate = TcpProxy.this.watch.decide(this, direction, Arrays.copyOf(buffer, read));
					if (fate == Fate.CUT || this.ending) {
						return;
					}
					switch (fate) {
						case PASS_THEN_CUT -> this.ending = true;
						case STAND_STILL -> standStill();
						case PASS, CUT -> {
							// nothing to prepare
						}
					}
					awaitPassage();
					out.write(buffer, 0, read);
					if (fate == Fate.PASS_THEN_CUT) {
						return;
					}
				}
			}
			catch (IOException ex) {
				// one of the two has gone
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				cut();
			}
		}

		void cut() {
			TcpProxy.this.links.remove(this);
			for (Socket socket : new Socket[] { this.client, this.server }) {
				try {
					socket.close();
				}
				catch (IOException ex) {
					// it has gone already
				}
			}
		}

	}

}
