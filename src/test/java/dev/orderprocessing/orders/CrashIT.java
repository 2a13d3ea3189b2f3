package dev.orderprocessing.orders;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged service with its embedded database is killed under load, again and again,
 * and started on the same data folder.
 */
@Timeout(300)
class CrashIT {

	private static final int ROUNDS = 2;

	private static final int BUYERS = 4;

	private static final int LOAD_BEFORE_THE_KILL = 60;

	@TempDir
	Path folder;

	/** Every command that was sent, in the order in which its buyer sent it. */
	private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

	@Test
	void whatWasAnsweredIsThereAndNothingIsDoubledAfterAKill() throws Exception {
		ServiceProcess service = start();
		try {
			for (int round = 0; round < ROUNDS; round++) {
				killUnderLoad(service);
				service = start();
				Shop shop = Shop.demo(service.url());
				assertAnswersAreKept(shop);
				retryWhatWasNotAnswered(shop);
				assertNothingIsDoubled(shop);
				shop.assertBooksAreExact();
				this.sent.clear();
			}
		}
		finally {
			service.close();
		}
	}

	private ServiceProcess start() {
		return ServiceProcess.start(Map.of("order-processing.data-dir", this.folder.resolve("data")));
	}

	private void killUnderLoad(ServiceProcess service) throws InterruptedException {
		Shop shop = Shop.demo(service.url());
		AtomicBoolean killed = new AtomicBoolean();
		CountDownLatch underLoad = new CountDownLatch(LOAD_BEFORE_THE_KILL);
		try (ExecutorService buyers = Executors.newFixedThreadPool(BUYERS)) {
			for (int i = 0; i < BUYERS; i++) {
				buyers.execute(() -> buy(shop, underLoad, killed));
			}
			assertThat(underLoad.await(60, TimeUnit.SECONDS)).as("commands are answered").isTrue();
			service.kill();
			killed.set(true);
		}
		assertThat(this.sent).filteredOn((command) -> command.answer() != null)
			.hasSizeGreaterThanOrEqualTo(LOAD_BEFORE_THE_KILL);
	}

	private void buy(Shop shop, CountDownLatch underLoad, AtomicBoolean killed) {
		while (!killed.get()) {
			String reference = "CRASH-" + UUID.randomUUID();
			Answer placed = send(shop.storefront(), "/orders",
					Cart.of("MUG-BLUE", 1).with("externalReference", reference).body(), reference);
			underLoad.countDown();
			for (String command : List.of("fulfill", "ship")) {
				if (placed == null) {
					break;
				}
				String path = "/orders/%s/%s".formatted(placed.at("/number"), command);
				placed = send(shop.ops(), path, "", reference);
				underLoad.countDown();
			}
		}
	}

	/** Sends a command and notes the answer, or that none came. */
	private @Nullable Answer send(Caller caller, String path, Object body, String reference) {
		UUID key = UUID.randomUUID();
		Answer answer = null;
		try {
			answer = caller.post(key, path, body);
		}
		catch (UncheckedIOException ex) {
			// the service is gone; the caller cannot know whether the command took effect
		}
		boolean answered = answer != null && answer.isOk();
		this.sent.add(new Sent(caller.key(), key, path, body, reference, answered ? answer : null));
		return answered ? answer : null;
	}

	private void assertAnswersAreKept(Shop shop) {
		for (Sent command : this.sent) {
			Answer answer = command.answer();
			if (answer != null) {
				OrderStatus now = OrderStatus.valueOf(shop.status(answer.at("/number")));
				assertThat(now).as(command.path()).isGreaterThanOrEqualTo(OrderStatus.valueOf(answer.at("/status")));
			}
		}
		this.sent.stream().filter((command) -> command.answer() != null).limit(20).forEach((command) -> {
			Answer again = command.repeat(shop).ok();
			assertThat(again.text()).isEqualTo(command.answered().text());
			assertThat(again.header("Idempotency-Replayed")).hasValue("true");
		});
	}

	private void retryWhatWasNotAnswered(Shop shop) {
		List<Sent> unanswered = this.sent.stream().filter((command) -> command.answer() == null).toList();
		for (Sent command : unanswered) {
			Answer first = command.repeat(shop).ok();
			Answer second = command.repeat(shop).ok();
			assertThat(second.text()).isEqualTo(first.text());
		}
	}

	private void assertNothingIsDoubled(Shop shop) {
		for (String reference : this.sent.stream().map(Sent::reference).distinct().toList()) {
			Answer orders = shop.ops().get("/orders?externalReference=" + reference).ok();
			assertThat(orders.size("/items")).as(reference).isOne();
			String number = orders.at("/items/0/number");
			boolean shipped = OrderStatus.valueOf(orders.at("/items/0/status")).compareTo(OrderStatus.SHIPPED) >= 0;
			assertThat(shop.ops().get("/orders/%s/shipments".formatted(number)).ok().size("/items"))
				.isEqualTo(shipped ? 1 : 0);
			assertThat(shop.ops().get("/orders/%s/history".formatted(number)).ok().each("/items", "/command"))
				.doesNotHaveDuplicates();
		}
	}

	/**
	 * A command as it was sent.
	 *
	 * @param answer absent when none came
	 */
	private record Sent(String caller, UUID key, String path, Object body, String reference, @Nullable Answer answer) {

		Answer repeat(Shop shop) {
			return new Caller(shop.ops().url(), this.caller).post(this.key, this.path, this.body);
		}

		Answer answered() {
			if (this.answer == null) {
				throw new IllegalStateException("no answer came");
			}
			return this.answer;
		}

	}

}
