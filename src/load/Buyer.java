import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends the commands of one order after the other over a connection of its own. */
final class Buyer implements AutoCloseable {

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

	private static final long PAUSE_AFTER_FAILURE = 100;

	private final Options options;

	private final Baskets baskets;

	private final Connection connection;

	Buyer(Options options, Baskets baskets) {
		this.options = options;
		this.baskets = baskets;
		this.connection = new Connection(options.url(), options.timeout());
	}

	/**
	 * Buys.
	 * @param since when the order arrived, from which its latency counts
	 */
	void buy(long since, Tally tally) throws InterruptedException {
		boolean done = this.options.what().equals("life") ? live(since, tally)
				: place(since, tally).status().equals("VERIFIED");
		if (done) {
			tally.completed(since, System.nanoTime());
		}
	}

	private boolean live(long since, Tally tally) throws InterruptedException {
		Placed placed = place(since, tally);
		if (!placed.status().equals("VERIFIED")) {
			return false;
		}
		String order = "/orders/" + placed.number() + "/";
		String ops = this.options.opsKey();
		for (String command : new String[] { "fulfill", "ship", "deliver" }) {
			if (!send(command, order + command, ops, "", System.nanoTime(), tally).isOk()) {
				return false;
			}
		}
		Answer paid = send("pay", order + "payments", this.options.financeKey(), "{\"method\":\"INVOICE\"}",
				System.nanoTime(), tally);
		return paid.isOk();
	}

	private Placed place(long since, Tally tally) throws InterruptedException {
		Answer answer = send("place", "/orders", this.options.storefrontKey(),
				this.baskets.order(ThreadLocalRandom.current()), since, tally);
		if (!answer.isOk()) {
			return new Placed("", "");
		}
		Placed placed = new Placed(answer.field("number"), answer.field("status"));
		if (placed.status().equals("PLACED")) {
			tally.unverified.increment();
		}
		return placed;
	}

	/** Sends a command, again and again with its key if that was asked for. */
	private Answer send(String step, String path, String key, String body, long since, Tally tally)
			throws InterruptedException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String idempotencyKey = new UUID(random.nextLong(), random.nextLong()).toString();
		while (true) {
			long sent = System.nanoTime();
			Answer answer = exchange(path, key, idempotencyKey, body, tally);
			long now = System.nanoTime();
			tally.took(answer.isOk() ? Tally.ACCEPTED : answer.isBusy() ? Tally.REFUSED : Tally.FAILED, now - sent);
			boolean mayWork = answer.isBusy() || answer.status() == 0;
			if (this.options.retry() && mayWork && now - since < PATIENCE) {
				tally.retries.increment();
				TimeUnit.SECONDS.sleep(answer.retryAfter().orElse(1));
				continue;
			}
			if (answer.isOk()) {
				tally.took(step, now - since);
			}
			else {
				tally.errors.increment();
			}
			return answer;
		}
	}

	/** An answer with the status 0 when none came. */
	private Answer exchange(String path, String key, String idempotencyKey, String body, Tally tally)
			throws InterruptedException {
		try {
			Answer answer = this.connection.post(path, key, idempotencyKey, body);
			tally.answered(answer.kind());
			return answer;
		}
		catch (IOException ex) {
			tally.answered("no answer: " + ex.getClass().getSimpleName());
			TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE);
			return new Answer(0, java.util.OptionalInt.empty(), "");
		}
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	/** What the answer to a placement says. */
	private record Placed(String number, String status) {
	}

}
