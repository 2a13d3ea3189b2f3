package dev.orderprocessing.platform.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.orderprocessing.kernel.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class AdmissionTests {

	private static final Duration NO_WAIT = Duration.ZERO;

	@Test
	void commandsMayHaveAllPlaces() throws Exception {
		Admission admission = admission(4, 2, 1, 0, NO_WAIT);

		assertThat(fill(admission, WorkKind.COMMAND)).hasSize(4);
		assertThat(admission.isFull(WorkKind.COMMAND)).isTrue();
	}

	@Test
	void readsLeaveRoomForCommands() throws Exception {
		Admission admission = admission(4, 2, 1, 0, NO_WAIT);

		assertThat(fill(admission, WorkKind.READ)).hasSize(2);
		assertThat(admission.isFull(WorkKind.READ)).isTrue();
		assertThat(admission.isFull(WorkKind.COMMAND)).isFalse();
		assertThat(fill(admission, WorkKind.COMMAND)).hasSize(2);
	}

	@Test
	void readersOfTheFeedLeaveRoomForOtherReads() throws Exception {
		Admission admission = admission(4, 2, 1, 0, NO_WAIT);

		assertThat(fill(admission, WorkKind.LONG_READ)).hasSize(1);
		assertThat(fill(admission, WorkKind.READ)).hasSize(1);
	}

	@Test
	void aRefusedReadGivesBackWhatItHadAlready() throws Exception {
		Admission admission = admission(2, 2, 1, 0, NO_WAIT);
		List<Admission.Place> commands = fill(admission, WorkKind.COMMAND);

		assertThat(fill(admission, WorkKind.LONG_READ)).isEmpty();
		commands.forEach(Admission.Place::leave);

		assertThat(fill(admission, WorkKind.LONG_READ)).hasSize(1);
	}

	@Test
	void aPlaceIsGivenBackOnceHoweverOftenThatIsSaid() throws Exception {
		Admission admission = admission(1, 1, 1, 0, NO_WAIT);
		Admission.Place place = admission.enter(WorkKind.COMMAND).orElseThrow();

		place.leave();
		place.leave();

		assertThat(fill(admission, WorkKind.COMMAND)).hasSize(1);
	}

	@Test
	void whoWaitsGetsThePlaceThatIsLeft() throws Exception {
		Admission admission = admission(1, 1, 1, 1, Duration.ofSeconds(2));
		Admission.Place place = admission.enter(WorkKind.COMMAND).orElseThrow();
		CompletableFuture<Boolean> waiting = enterLater(admission);
		await().until(() -> admission.isFull(WorkKind.COMMAND));

		place.leave();

		assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aFullQueueRefusesAtOnceAndALongWaitEnds() throws Exception {
		Admission admission = admission(1, 1, 1, 1, Duration.ofSeconds(2));
		fill(admission, WorkKind.COMMAND, 1);
		CompletableFuture<Boolean> waiting = enterLater(admission);
		await().until(() -> admission.isFull(WorkKind.COMMAND));

		assertThat(admission.enter(WorkKind.COMMAND)).isEmpty();
		assertThat(waiting).isNotDone();
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, 10, 1, in-work is 0", "4, 5, 1, 10, 1, reads is 5", "4, 2, 3, 10, 1, long-reads is 3",
			"4, 2, 1, -1, 1, waiting is -1", "4, 2, 1, 10, 3, longest-wait is PT3S" })
	void refusesSettingsThatDoNotFit(int inWork, int reads, int longReads, int waiting, int seconds, String complaint) {
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> admission(inWork, reads, longReads, waiting, Duration.ofSeconds(seconds)))
			.withMessage("order-processing.admission." + complaint)
			.satisfies((refused) -> assertThat(refused.remedy()).contains("set it to"));
	}

	@Test
	void refusesMoreWorkThanThereAreConnections() {
		AdmissionSettings settings = new AdmissionSettings(12, 6, 2, 100, Duration.ofSeconds(1));

		settings.checkAgainst(15);
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> settings.checkAgainst(14))
			.withMessage("order-processing.admission.in-work is 12, but the pool has 14 connections")
			.satisfies((refused) -> assertThat(refused.remedy()).contains("at most 11", "MAXIMUM_POOL_SIZE"));
	}

	private static Admission admission(int inWork, int reads, int longReads, int waiting, Duration longestWait) {
		return new Admission(new AdmissionSettings(inWork, reads, longReads, waiting, longestWait));
	}

	private static List<Admission.Place> fill(Admission admission, WorkKind kind) throws InterruptedException {
		return fill(admission, kind, 100);
	}

	private static List<Admission.Place> fill(Admission admission, WorkKind kind, int most)
			throws InterruptedException {
		List<Admission.Place> places = new ArrayList<>();
		for (int i = 0; i < most; i++) {
			admission.enter(kind).ifPresent(places::add);
		}
		return places;
	}

	private static CompletableFuture<Boolean> enterLater(Admission admission) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return admission.enter(WorkKind.COMMAND).isPresent();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
