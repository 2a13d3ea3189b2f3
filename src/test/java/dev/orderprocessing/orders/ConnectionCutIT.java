package dev.orderprocessing.orders;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TcpProxy;
import dev.orderprocessing.support.TcpProxy.Direction;
import dev.orderprocessing.support.TcpProxy.Fate;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The connection between the packaged service and its database is cut in the middle of
 * commands, at points where nobody can know any more what has become of them.
 * {@code -Dfaults.cuts=50} does it as often as one wishes.
 */
@Tag("ci")
@Timeout(600)
class ConnectionCutIT {

	private static final int ROUNDS = Integer.getInteger("faults.cuts", 3);

	private static final int BUYERS = 3;

	private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final int MOST_PIECES = 12;

	private final Random random = new Random(20261125);

	private final TestDatabase database = TestDatabase.fresh();

	private final TcpProxy network = TcpProxy
		.to(URI.create(this.database.server().substring("jdbc:".length())).getPort());

	private final Scissors scissors = new Scissors();

	@Test
	void aCommandWhoseConnectionIsCutTakesEffectOnceWhenItIsRepeated() throws Exception {
		this.network.watch(this.scissors);
		try (this.network; ServiceProcess service = ServiceProcess.start(settings())) {
			Shop shop = Shop.demo(service.url());
			Buyers buyers = Buyers.begin(BUYERS, shop);
			try (buyers) {
				for (int i = 0; i < ROUNDS; i++) {
					for (Point point : List.of(Point.BEFORE_THE_COMMIT, Point.IN_THE_COMMIT, Point.AFTER_THE_COMMIT,
							Point.ANYWHERE)) {
						liveALifeWithCuts(shop, point);
					}
				}
				aCommitThatArrivesLateCountsOnce(shop, service);
			}
			buyers.assertRefusalsAskToComeBack();
			buyers.assertExactlyOnce(this.database);
			shop.assertBooksAreExact();
		}
	}

	private void liveALifeWithCuts(Shop shop, Point point) {
		String note = UUID.randomUUID().toString();
		String number = cut(point, shop.storefront(), "/orders", Cart.of("MUG-BLUE", 1).with("note", note).body())
			.at("/number");
		for (String command : List.of("fulfill", "ship", "deliver")) {
			cut(point, shop.ops(), "/orders/%s/%s".formatted(number, command), "");
		}
		Answer paid = cut(point, shop.finance(), "/orders/%s/payments".formatted(number),
				Map.of("method", "CASH_ON_DELIVERY"));
		assertThat(shop.status(number)).as(paid.text()).isEqualTo("CONFIRMED");
		assertOnce(number, note);
	}

	private void assertOnce(String number, String note) {
		assertThat(this.database.texts("SELECT number FROM orders WHERE note = '%s'".formatted(note)))
			.containsExactly(number);
		String id = this.database.texts("SELECT id FROM orders WHERE number = '%s'".formatted(number)).getFirst();
		assertThat(this.database.texts("SELECT command FROM order_history WHERE order_id = '%s'".formatted(id)))
			.doesNotHaveDuplicates()
			.contains("place", "fulfill", "ship", "deliver");
		for (String table : List.of("shipment", "invoice", "payment")) {
			assertThat(this.database.texts("SELECT id FROM %s WHERE order_id = '%s'".formatted(table, id))).as(table)
				.hasSize(1);
		}
	}

	/**
	 * Sends a command whose connection is cut, and again under its key until it works.
	 */
	private Answer cut(Point point, Caller caller, String path, Object body) {
		UUID key = UUID.randomUUID();
		this.scissors.await(new Wanted(key.toString(), point, 1 + this.random.nextInt(MOST_PIECES)));
		Answer first = caller.post(key, path, body);
		if (point != Point.ANYWHERE) {
			assertThat(this.scissors.isDone()).as("%s of %s was cut", point, path).isTrue();
			Buyers.assertAsksToComeBack(first);
		}
		this.scissors.rest();
		Answer done = first.isOk() ? first : untilItWorks(caller, key, path, body);
		if (point == Point.AFTER_THE_COMMIT) {
			assertThat(done.header("Idempotency-Replayed")).as(path).hasValue("true");
		}
		if (point == Point.BEFORE_THE_COMMIT) {
			assertThat(done.header("Idempotency-Replayed")).as(path).isEmpty();
		}
		assertThat(caller.post(key, path, body).ok().text()).isEqualTo(done.text());
		return done;
	}

	private static Answer untilItWorks(Caller caller, UUID key, String path, Object body) {
		return await().atMost(LONGEST).until(() -> {
			Answer answer = caller.post(key, path, body);
			if (!answer.isOk()) {
				Buyers.assertAsksToComeBack(answer);
			}
			return answer;
		}, Answer::isOk);
	}

	/** The network stands still with a commit in it, until long after it was given up. */
	private void aCommitThatArrivesLateCountsOnce(Shop shop, ServiceProcess service) throws InterruptedException {
		UUID key = UUID.randomUUID();
		Map<String, Object> body = Cart.of("MUG-BLUE", 1).with("note", key.toString()).body();
		this.scissors.await(new Wanted(key.toString(), Point.HELD_IN_THE_NETWORK, 1));
		long began = System.nanoTime();
		CompletableFuture<Answer> first = CompletableFuture
			.supplyAsync(() -> service.as("demo-storefront").post(key, "/orders", body), Thread::startVirtualThread);
		Buyers.assertAsksToComeBack(first.join());
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWERED_WITHIN);
		assertThat(this.scissors.isDone()).isTrue();
		this.network.goOn();
		this.scissors.rest();
		Answer done = await().atMost(LONGEST).until(() -> shop.storefront().post(key, "/orders", body), Answer::isOk);
		assertThat(this.database.texts("SELECT number FROM orders WHERE note = '%s'".formatted(key)))
			.containsExactly(done.at("/number"));
	}

	private Map<String, Object> settings() {
		Map<String, Object> settings = new HashMap<>(this.database.properties());
		settings.put("spring.datasource.url",
				"jdbc:postgresql://localhost:%d/%s".formatted(this.network.port(), this.database.name()));
		return settings;
	}

	private enum Point {

		BEFORE_THE_COMMIT, IN_THE_COMMIT, AFTER_THE_COMMIT, HELD_IN_THE_NETWORK, ANYWHERE

	}

	/**
	 * What is to be cut.
	 *
	 * @param key which the command shows to the database
	 * @param pieces after how many pieces to the server, if it may be anywhere
	 */
	private record Wanted(String key, Point point, int pieces) {
	}

	/**
	 * Cuts the one connection that a command uses. Follows the protocol of PostgreSQL as
	 * far as it has to: the driver sends COMMIT in full once, under a name that it uses
	 * from then on, and the server says COMMIT when it is done.
	 */
	private static final class Scissors implements TcpProxy.Watch {

		private static final Pattern NAMED_COMMIT = Pattern.compile("(S_\\d+)\0COMMIT\0");

		private final Map<Object, String> nameOfCommit = new ConcurrentHashMap<>();

		private @Nullable Wanted wanted;

		private @Nullable Object connection;

		private int pieces;

		private boolean done;

		synchronized void await(Wanted next) {
			this.wanted = next;
			this.connection = null;
			this.pieces = 0;
			this.done = false;
		}

		synchronized void rest() {
			this.wanted = null;
		}

		synchronized boolean isDone() {
			return this.done;
		}

		@Override
		public synchronized Fate decide(Object connection, Direction direction, byte[] piece) {
			String text = new String(piece, StandardCharsets.ISO_8859_1);
			boolean commits = (direction == Direction.TO_SERVER) ? isCommit(connection, text)
					: text.contains("COMMIT\0");
			if (this.wanted == null || this.done) {
				return Fate.PASS;
			}
			if (this.connection == null && text.contains(this.wanted.key())) {
				this.connection = connection;
			}
			if (!connection.equals(this.connection)) {
				return Fate.PASS;
			}
			Fate fate = fate(this.wanted, direction, commits);
			this.done = fate != Fate.PASS;
			return fate;
		}

		private Fate fate(Wanted wanted, Direction direction, boolean commits) {
			boolean toServer = direction == Direction.TO_SERVER;
			return switch (wanted.point()) {
				case BEFORE_THE_COMMIT -> (toServer && commits) ? Fate.CUT : Fate.PASS;
				case IN_THE_COMMIT -> (toServer && commits) ? Fate.PASS_THEN_CUT : Fate.PASS;
				case HELD_IN_THE_NETWORK -> (toServer && commits) ? Fate.STAND_STILL : Fate.PASS;
				case AFTER_THE_COMMIT -> (!toServer && commits) ? Fate.CUT : Fate.PASS;
				case ANYWHERE -> (toServer && ++this.pieces >= wanted.pieces()) ? Fate.PASS_THEN_CUT : Fate.PASS;
			};
		}

		private boolean isCommit(Object connection, String text) {
			Matcher named = NAMED_COMMIT.matcher(text);
			if (named.find()) {
				this.nameOfCommit.put(connection, named.group(1));
			}
			String name = this.nameOfCommit.get(connection);
			return text.contains("\0COMMIT\0") || (name != null && text.contains("\0" + name + "\0"));
		}

	}

}
