package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Processor;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 for clients of all sorts. Tomcat's timeouts bound how long a client may do
 * nothing; a client that sends or reads one byte now and then would be served for hours.
 * Once a second this looks for requests and answers that take too long as a whole and
 * cuts them off. Who opens more connections than one address may have does not get them.
 * <p>
 * A connection is only shut down here, not closed: the thread that serves it finds that
 * out and closes it as usual.
 */
public class ImpatientProtocol extends Http11NioProtocol {

	private static final Logger logger = LoggerFactory.getLogger(ImpatientProtocol.class);

	/** How Tomcat says that a request or an answer has not begun. */
	private static final long UNKNOWN = -1;

	private final Set<Watched> inService = ConcurrentHashMap.newKeySet();

	private long slowestHeadNanos = Long.MAX_VALUE;

	private long slowestAnswerNanos = Long.MAX_VALUE;

	private @Nullable ScheduledFuture<?> rounds;

	public ImpatientProtocol() {
		super(new Threshold());
	}

	void limit(Duration slowestHead, Duration slowestAnswer, ConnectionShare share) {
		if (getEndpoint() instanceof Threshold threshold) {
			threshold.share = share;
		}
		this.slowestHeadNanos = slowestHead.toNanos();
		this.slowestAnswerNanos = slowestAnswer.toNanos();
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.rounds = getUtilityExecutor().scheduleWithFixedDelay(this::cutOffTheSlow, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.rounds != null) {
			this.rounds.cancel(false);
		}
		super.stop();
	}

	/**
	 * What comes over connections that are kept while the service stops is refused by the
	 * service, in its own words.
	 */
	@Override
	public boolean isPaused() {
		return false;
	}

	@Override
	protected Processor createProcessor() {
		return new Watched(this);
	}

	private void cutOffTheSlow() {
		long now = System.nanoTime();
		for (SocketWrapperBase<NioChannel> connection : connections()) {
			// a request whose headers have come in part stays with its connection
			if (connection.getCurrentProcessor() instanceof AbstractProcessor processor
					&& isOver(processor.getRequest().getStartTimeNanos(), this.slowestHeadNanos, now)) {
				shutDown(connection, Direction.IN);
			}
		}
		for (Watched processor : this.inService) {
			SocketWrapperBase<?> connection = processor.connection;
			Response answer = processor.getRequest().getResponse();
			if (connection != null && answer.isCommitted()
					&& isOver(answer.getCommitTimeNanos(), this.slowestAnswerNanos, now)) {
				shutDown(connection, Direction.OUT);
			}
		}
	}

	@SuppressWarnings("unchecked") // the endpoint of this protocol has these sockets
	private Set<SocketWrapperBase<NioChannel>> connections() {
		return (Set<SocketWrapperBase<NioChannel>>) (Set<?>) getEndpoint().getConnections();
	}

	private static boolean isOver(long since, long longest, long now) {
		return since != UNKNOWN && now - since > longest;
	}

	private static void shutDown(SocketWrapperBase<?> connection, Direction direction) {
		if (!(connection.getSocket() instanceof NioChannel channel)) {
			return;
		}
		SocketChannel socket = channel.getIOChannel();
		try {
			socket.shutdownInput();
			if (direction == Direction.OUT) {
				// nor shall the operating system wait for the client
				socket.setOption(StandardSocketOptions.SO_LINGER, 0);
				socket.shutdownOutput();
			}
			logger.info("A client that {} too slowly was cut off", direction.does);
		}
		catch (IOException ex) {
			logger.debug("The client has gone already", ex);
		}
	}

	/** Keeps no more connections of one address than its share. */
	private static final class Threshold extends NioEndpoint {

		private volatile @Nullable ConnectionShare share;

		@Override
		protected boolean setSocketOptions(SocketChannel socket) {
			ConnectionShare limit = this.share;
			if (limit != null && !limit.admits(socket, this.connections.keySet())) {
				// nobody else would, since it is not among the connections yet
				destroySocket(socket);
				return false;
			}
			return super.setSocketOptions(socket);
		}

	}

	private enum Direction {

		IN("sends"), OUT("reads");

		private final String does;

		Direction(String does) {
			this.does = does;
		}

	}

	/** Lets the protocol see which connections a thread is busy with. */
	private static final class Watched extends Http11Processor {

		private final ImpatientProtocol protocol;

		private volatile @Nullable SocketWrapperBase<?> connection;

		Watched(ImpatientProtocol protocol) {
			super(protocol, protocol.getAdapter());
			this.protocol = protocol;
		}

		@Override
		public AbstractEndpoint.Handler.SocketState service(SocketWrapperBase<?> connection) throws IOException {
			this.connection = connection;
			this.protocol.inService.add(this);
			try {
				return super.service(connection);
			}
			finally {
				this.protocol.inService.remove(this);
				this.connection = null;
			}
		}

	}

}
