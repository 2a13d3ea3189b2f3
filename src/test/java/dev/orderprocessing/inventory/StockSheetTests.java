package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.orderprocessing.inventory.StockSheet.Backorder;
import dev.orderprocessing.inventory.StockSheet.Movement;
import dev.orderprocessing.inventory.StockSheet.ReservationKey;
import dev.orderprocessing.inventory.events.BackorderAllocated;
import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of a few SKUs in a few warehouses. Books are kept by what the sheets
 * say, as {@link StockStore} does; beside them a model moves one unit after the other.
 * After each step both hold the same.
 */
class StockSheetTests {

	private static final int HISTORIES = 200;

	private static final int STEPS = 40;

	@RepeatedTest(10)
	void decidesLikeAModelThatMovesOneUnitAfterTheOther(RepetitionInfo repetition) {
		for (int i = 0; i < HISTORIES; i++) {
			live(repetition.getCurrentRepetition() * 100_000L + i);
		}
	}

	private static void live(long seed) {
		var history = new History(new Random(seed));
		for (int step = 0; step < STEPS; step++) {
			String told = "seed %d, step %d".formatted(seed, step);
			try {
				told += ": " + history.next();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError(told, ex);
			}
			history.assertAgreement(told);
		}
	}

	/** What happens, to the books by sheets and to the model by hand. */
	private static final class History {

		private final Random random;

		private final List<Sku> skus;

		private final List<Place> places = new ArrayList<>();

		private final Books books;

		private final Model model;

		private final List<Order> orders = new ArrayList<>();

		History(Random random) {
			this.random = random;
			this.skus = IntStream.rangeClosed(1, 1 + random.nextInt(3)).mapToObj((i) -> new Sku("SKU-" + i)).toList();
			for (int warehouse = random.nextInt(4); warehouse >= 0; warehouse--) {
				int priority = random.nextInt(3);
				for (Sku sku : this.skus) {
					if (random.nextInt(8) > 0) {
						this.places.add(new Place(sku, "W" + warehouse, priority, random));
					}
				}
			}
			this.books = new Books(this.places, random);
			this.model = new Model(this.places);
		}

		/** Does something and tells what it was. */
		String next() {
			return switch (this.random.nextInt(12)) {
				case 0, 1, 2 -> reserve(newOrder());
				case 3 -> reserve(this.orders.isEmpty() ? newOrder() : any(this.orders));
				case 4, 5 -> receive();
				case 6 -> adjust();
				case 7 -> transfer();
				case 8, 9 -> release();
				case 10 -> issue();
				default -> changeLevels();
			};
		}

		private Order newOrder() {
			Map<Integer, Sku> lines = new LinkedHashMap<>();
			for (int line = 1 + this.random.nextInt(4); line > 0; line--) {
				lines.put(line, any(this.skus));
			}
			var order = new Order(new UUID(0, this.orders.size() + 1), lines);
			this.orders.add(order);
			return order;
		}

		private String reserve(Order order) {
			List<Demand> demands = order.lines()
				.entrySet()
				.stream()
				.map((line) -> new Demand(line.getKey(), line.getValue(), 1 + this.random.nextInt(9),
						this.random.nextInt(3) > 0))
				.toList();
			StockSheet sheet = this.books.sheet(order.lines().values());
			List<Shortage> shortages = sheet.shortages(demands);
			assertThat(shortages).isEqualTo(this.model.shortages(demands));
			if (shortages.isEmpty()) {
				sheet.reserve(order.id(), demands);
				assertThat(inPieces(sheet.allocated())).isEqualTo(this.model.reserve(order.id(), demands));
			}
			this.books.write(sheet);
			return "%s reserves %s, short of %s".formatted(order, demands, shortages);
		}

		private String receive() {
			List<Place> targets = this.places.stream().filter((place) -> this.random.nextInt(3) == 0).toList();
			StockSheet sheet = this.books.sheet(this.skus);
			for (Place target : targets) {
				int units = 1 + this.random.nextInt(12);
				sheet.book(MovementType.RECEIPT, row(sheet, target), units, null, "R-1", null);
				this.model.onHand(target, units);
			}
			serve(sheet);
			return "goods come to %s".formatted(targets);
		}

		private String adjust() {
			if (this.places.isEmpty()) {
				return "nothing to adjust";
			}
			Place place = any(this.places);
			StockSheet sheet = this.books.sheet(List.of(place.sku()));
			int unreserved = row(sheet, place).unreserved();
			assertThat(unreserved).isEqualTo(this.model.unreserved(place));
			int units = this.random.nextInt(unreserved + 4) - unreserved;
			sheet.book(MovementType.ADJUSTMENT, row(sheet, place), units, "counted", null, null);
			this.model.onHand(place, units);
			serve(sheet);
			return "%+d units at %s".formatted(units, place);
		}

		private String transfer() {
			if (this.places.isEmpty()) {
				return "nothing to transfer";
			}
			Place from = any(this.places);
			Place to = any(this.places.stream().filter((place) -> place.sku().equals(from.sku())).toList());
			StockSheet sheet = this.books.sheet(List.of(from.sku()));
			int units = this.random.nextInt(row(sheet, from).unreserved() + 1);
			sheet.book(MovementType.TRANSFER, row(sheet, from), -units, "to " + to, null, null);
			sheet.book(MovementType.TRANSFER, row(sheet, to), units, "from " + from, null, null);
			this.model.onHand(from, -units);
			this.model.onHand(to, units);
			serve(sheet);
			return "%d units from %s to %s".formatted(units, from, to);
		}

		/** Gives up units of several lines as {@link Inventory#release} does. */
		private String release() {
			if (this.orders.isEmpty()) {
				return "nothing to release";
			}
			Order order = any(this.orders);
			Map<Integer, Integer> given = new TreeMap<>();
			order.lines().keySet().forEach((line) -> {
				int held = this.model.held(order.id(), line);
				if (held > 0 && this.random.nextBoolean()) {
					given.put(line, 1 + this.random.nextInt(held));
				}
			});
			StockSheet sheet = this.books.sheet(order.lines().values());
			given.forEach((line, units) -> {
				int left = units;
				for (Backorder waiting : this.books.waiting(order.id(), line).reversed()) {
					int taken = Math.min(left, waiting.quantity());
					if (taken > 0) {
						sheet.withdraw(waiting, taken);
						left -= taken;
					}
				}
				for (Map.Entry<ReservationKey, Integer> held : this.books.reserved(order.id(), line).reversed()) {
					int taken = Math.min(left, held.getValue());
					if (taken > 0) {
						sheet.free(order.id(), line,
								sheet.row(held.getKey().sku(), held.getKey().warehouse()).orElseThrow(), taken);
						left -= taken;
					}
				}
				this.model.release(order.id(), line, units);
			});
			serve(sheet);
			return "%s gives up %s".formatted(order, given);
		}

		/** Goods issue is one statement of its own, without a sheet. */
		private String issue() {
			if (this.books.reservations.isEmpty()) {
				return "nothing to issue";
			}
			ReservationKey reservation = any(List.copyOf(this.books.reservations.keySet()));
			int units = 1 + this.random.nextInt(this.books.reservations.getOrDefault(reservation, 0));
			this.books.issue(reservation, units);
			this.model.issue(reservation, units);
			return "%d units leave for %s".formatted(units, reservation);
		}

		private String changeLevels() {
			if (this.places.isEmpty()) {
				return "no levels to change";
			}
			Place place = any(this.places);
			place.safetyStock = this.random.nextInt(4);
			place.active = this.random.nextInt(4) > 0;
			serve(this.books.sheet(List.of(place.sku())));
			return "%s keeps %d units, active %s".formatted(place, place.safetyStock, place.active);
		}

		private void serve(StockSheet sheet) {
			List<Backorder> queue = this.books.queue(sheet.servable());
			assertThat(servedInPieces(sheet.serve(queue))).isEqualTo(this.model.serve());
			this.books.write(sheet);
		}

		private <T> T any(List<T> choices) {
			return choices.get(this.random.nextInt(choices.size()));
		}

		void assertAgreement(String told) {
			assertThat(this.books.reservations).as(told).isEqualTo(this.model.reservations());
			assertThat(this.books.queueInPieces()).as(told).isEqualTo(this.model.queue);
			StockSheet sheet = this.books.sheet(this.skus);
			for (Place place : this.places) {
				StockRow row = row(sheet, place);
				assertThat(row.onHand()).as(told).isEqualTo(this.model.at(place).onHand);
				assertThat(row.reserved()).as(told)
					.isEqualTo(this.model.at(place).owners.size())
					.isBetween(0, row.onHand());
				assertThat(row.availableToPromise()).as(told).isEqualTo(this.model.at(place).free());
			}
			for (Sku sku : this.skus) {
				assertThat(sheet.available(sku)).as(told).isEqualTo(this.model.free(sku));
				assertThat(this.model.free(sku) > 0 && this.books.waitsFor(sku))
					.as(told + "; somebody waits although there is %s", sku)
					.isFalse();
			}
			assertThat(sheet.changedRows()).as(told).isEmpty();
		}

		private static StockRow row(StockSheet sheet, Place place) {
			return sheet.row(place.sku(), place.warehouse()).orElseThrow();
		}

	}

	private record Order(UUID id, Map<Integer, Sku> lines) {
	}

	/** Where units of a SKU lie, and the rules that hold there. */
	private static final class Place {

		private final Sku sku;

		private final String warehouse;

		private final int priority;

		private int safetyStock;

		private boolean active;

		Place(Sku sku, String warehouse, int priority, Random random) {
			this.sku = sku;
			this.warehouse = warehouse;
			this.priority = priority;
			this.safetyStock = random.nextInt(3);
			this.active = random.nextInt(5) > 0;
		}

		Sku sku() {
			return this.sku;
		}

		String warehouse() {
			return this.warehouse;
		}

		int priority() {
			return this.priority;
		}

		@Override
		public String toString() {
			return this.sku + "@" + this.warehouse;
		}

	}

	/** What a database would hold, and what it would refuse. */
	private static final class Books {

		private final List<Place> places;

		private final Map<Place, Integer> onHand = new HashMap<>();

		private final Map<ReservationKey, Integer> reservations = new LinkedHashMap<>();

		private final TreeMap<Long, Backorder> queue = new TreeMap<>();

		private long lastQueue;

		private final Random random;

		Books(List<Place> places, Random random) {
			this.places = places;
			this.random = random;
			places.forEach((place) -> this.onHand.put(place, 0));
		}

		/** All rows of the SKUs, in no useful order. */
		StockSheet sheet(Collection<Sku> skus) {
			List<StockRow> rows = this.places.stream()
				.filter((place) -> skus.contains(place.sku()))
				.map((place) -> new StockRow(place.sku(), place.warehouse(), place.priority(), place.active,
						this.onHand.getOrDefault(place, 0), reserved(place), place.safetyStock, 0))
				.collect(Collectors.toCollection(ArrayList::new));
			Collections.shuffle(rows, this.random);
			return new StockSheet(rows);
		}

		private int reserved(Place place) {
			return this.reservations.entrySet()
				.stream()
				.filter((held) -> held.getKey().sku().equals(place.sku())
						&& held.getKey().warehouse().equals(place.warehouse()))
				.mapToInt(Map.Entry::getValue)
				.sum();
		}

		/** The head of each queue, as far as the units reach. */
		List<Backorder> queue(Map<Sku, Integer> units) {
			Map<Sku, Integer> ahead = new HashMap<>();
			return this.queue.values()
				.stream()
				.filter((waiting) -> ahead.merge(waiting.sku(), waiting.quantity(), Integer::sum)
						- waiting.quantity() < units.getOrDefault(waiting.sku(), 0))
				.toList();
		}

		List<Backorder> waiting(UUID order, int line) {
			return this.queue.values()
				.stream()
				.filter((waiting) -> waiting.orderId().equals(order) && waiting.lineNumber() == line)
				.toList();
		}

		/** In the order in which they are picked. */
		List<Map.Entry<ReservationKey, Integer>> reserved(UUID order, int line) {
			return this.reservations.entrySet()
				.stream()
				.filter((held) -> held.getKey().orderId().equals(order) && held.getKey().lineNumber() == line)
				.sorted(Comparator
					.comparingInt((Map.Entry<ReservationKey, Integer> held) -> priority(held.getKey().warehouse()))
					.thenComparing((held) -> held.getKey().warehouse()))
				.toList();
		}

		private int priority(String warehouse) {
			return this.places.stream()
				.filter((place) -> place.warehouse().equals(warehouse))
				.findFirst()
				.orElseThrow()
				.priority();
		}

		boolean waitsFor(Sku sku) {
			return this.queue.values().stream().anyMatch((waiting) -> waiting.sku().equals(sku));
		}

		void write(StockSheet sheet) {
			Map<Place, Integer> reservedBefore = new HashMap<>();
			this.places.forEach((place) -> reservedBefore.put(place, reserved(place)));
			writeMovements(sheet.movements());
			sheet.reservationChanges().forEach(this::raise);
			sheet.backordersTaken().forEach(this::take);
			sheet.newBackorders()
				.forEach((added) -> this.queue.put(++this.lastQueue, new Backorder(this.lastQueue, added.orderId(),
						added.lineNumber(), added.sku(), added.quantity())));
			assertRowsSayTheSame(sheet, reservedBefore);
		}

		private void writeMovements(List<Movement> movements) {
			for (Movement movement : movements) {
				assertThat(this.onHand.merge(place(movement.sku(), movement.warehouse()), movement.quantity(),
						Integer::sum))
					.isEqualTo(movement.onHandAfter())
					.isNotNegative();
			}
		}

		private void raise(ReservationKey key, int units) {
			assertThat(this.reservations.merge(key, units, Integer::sum)).isNotNegative();
			this.reservations.values().removeIf((held) -> held == 0);
		}

		private void take(long number, int units) {
			Backorder waiting = Objects.requireNonNull(this.queue.remove(number));
			assertThat(units).isPositive().isLessThanOrEqualTo(waiting.quantity());
			if (units < waiting.quantity()) {
				this.queue.put(number, new Backorder(number, waiting.orderId(), waiting.lineNumber(), waiting.sku(),
						waiting.quantity() - units));
			}
		}

		/** What the rows changed by is what was booked and reserved, and no more. */
		private void assertRowsSayTheSame(StockSheet sheet, Map<Place, Integer> reservedBefore) {
			Map<Place, StockRow> changed = new HashMap<>();
			sheet.changedRows().forEach((row) -> changed.put(place(row.sku(), row.warehouse()), row));
			for (Place place : this.places) {
				StockRow row = changed.get(place);
				int raised = reserved(place) - reservedBefore.getOrDefault(place, 0);
				assertThat((row != null) ? row.reservedChange() : 0).isEqualTo(raised);
				if (row != null) {
					assertThat(row.onHand()).isEqualTo(this.onHand.get(place));
					assertThat(raised <= 0 || (place.active && row.unreserved() >= place.safetyStock))
						.as("%s promises what it keeps back", place)
						.isTrue();
				}
			}
		}

		private Place place(Sku sku, String warehouse) {
			return this.places.stream()
				.filter((place) -> place.sku().equals(sku) && place.warehouse().equals(warehouse))
				.findFirst()
				.orElseThrow();
		}

		void issue(ReservationKey key, int units) {
			raise(key, -units);
			this.onHand.merge(place(key.sku(), key.warehouse()), -units, Integer::sum);
		}

		List<Unit> queueInPieces() {
			return this.queue.values()
				.stream()
				.flatMap((waiting) -> new Unit(waiting.orderId(), waiting.lineNumber(), waiting.sku(), "")
					.times(waiting.quantity()))
				.toList();
		}

	}

	/** One unit of an order line, waiting or in a warehouse. */
	private record Unit(UUID order, int line, Sku sku, String warehouse) {

		Stream<Unit> times(int units) {
			return IntStream.range(0, units).mapToObj((i) -> this);
		}

		Unit in(String anotherWarehouse) {
			return new Unit(this.order, this.line, this.sku, anotherWarehouse);
		}

		boolean isOf(UUID anOrder, int aLine) {
			return this.order.equals(anOrder) && this.line == aLine;
		}

	}

	/** What lies at a place, and whose it is: one entry for each reserved unit. */
	private static final class Pile {

		private final Place place;

		private final List<Unit> owners = new ArrayList<>();

		private int onHand;

		Pile(Place place) {
			this.place = place;
		}

		int free() {
			return this.place.active ? Math.max(0, this.onHand - this.owners.size() - this.place.safetyStock) : 0;
		}

	}

	/** The same rules once more, told for one unit. */
	private static final class Model {

		/** The one to pick from first comes first. */
		private final List<Pile> piles;

		private final List<Unit> queue = new ArrayList<>();

		Model(List<Place> places) {
			this.piles = places.stream()
				.sorted(Comparator.comparingInt(Place::priority).thenComparing(Place::warehouse))
				.map(Pile::new)
				.toList();
		}

		Pile at(Place place) {
			return this.piles.stream().filter((pile) -> pile.place == place).findFirst().orElseThrow();
		}

		int unreserved(Place place) {
			return at(place).onHand - at(place).owners.size();
		}

		void onHand(Place place, int units) {
			at(place).onHand += units;
		}

		int free(Sku sku) {
			return this.piles.stream().filter((pile) -> pile.place.sku().equals(sku)).mapToInt(Pile::free).sum();
		}

		int held(UUID order, int line) {
			long reserved = this.piles.stream()
				.flatMap((pile) -> pile.owners.stream())
				.filter((unit) -> unit.isOf(order, line))
				.count();
			return (int) reserved + (int) this.queue.stream().filter((unit) -> unit.isOf(order, line)).count();
		}

		List<Shortage> shortages(List<Demand> demands) {
			List<Shortage> shortages = new ArrayList<>();
			for (Sku sku : new TreeSet<>(demands.stream().map(Demand::sku).toList())) {
				List<Demand> same = demands.stream().filter((demand) -> demand.sku().equals(sku)).toList();
				int all = same.stream().mapToInt(Demand::quantity).sum();
				int atOnce = same.stream().filter((demand) -> !demand.backorderable()).mapToInt(Demand::quantity).sum();
				if (atOnce > free(sku)) {
					shortages.add(new Shortage(sku, all, free(sku)));
				}
			}
			return shortages;
		}

		/** Returns what was found in warehouses, by line. */
		List<Unit> reserve(UUID order, List<Demand> demands) {
			List<Unit> found = new ArrayList<>();
			List<Unit> missing = new ArrayList<>();
			for (boolean mayWait : new boolean[] { false, true }) {
				for (Demand demand : byLine(demands)) {
					for (int i = 0; i < demand.quantity() && demand.backorderable() == mayWait; i++) {
						Unit unit = new Unit(order, demand.lineNumber(), demand.sku(), "");
						Unit taken = take(unit);
						(taken.warehouse().isEmpty() ? missing : found).add(taken);
					}
				}
			}
			missing.sort(Comparator.comparingInt(Unit::line));
			this.queue.addAll(missing);
			found.sort(Comparator.comparingInt(Unit::line));
			return found;
		}

		private static List<Demand> byLine(List<Demand> demands) {
			return demands.stream().sorted(Comparator.comparingInt(Demand::lineNumber)).toList();
		}

		/** The unit in the first warehouse that has one, or as it was. */
		private Unit take(Unit unit) {
			for (Pile pile : this.piles) {
				if (pile.place.sku().equals(unit.sku()) && pile.free() > 0) {
					Unit taken = unit.in(pile.place.warehouse());
					pile.owners.add(taken);
					return taken;
				}
			}
			return unit;
		}

		/** Returns those who got a unit, first come first served. */
		List<Unit> serve() {
			List<Unit> served = new ArrayList<>();
			List<Unit> waiting = List.copyOf(this.queue);
			this.queue.clear();
			for (Unit unit : waiting) {
				Unit taken = take(unit);
				(taken.warehouse().isEmpty() ? this.queue : served).add(taken);
			}
			return served;
		}

		/**
		 * Who waits goes first, the last one first; then what would be picked last.
		 */
		void release(UUID order, int line, int units) {
			for (int i = 0; i < units; i++) {
				Unit waiting = new Unit(order, line, sku(order, line), "");
				int last = this.queue.lastIndexOf(waiting);
				if (last >= 0) {
					this.queue.remove(last);
					continue;
				}
				Pile pile = this.piles.reversed()
					.stream()
					.filter((candidate) -> candidate.owners.stream().anyMatch((unit) -> unit.isOf(order, line)))
					.findFirst()
					.orElseThrow();
				pile.owners.remove(waiting.in(pile.place.warehouse()));
			}
		}

		private Sku sku(UUID order, int line) {
			return Stream.concat(this.queue.stream(), this.piles.stream().flatMap((pile) -> pile.owners.stream()))
				.filter((unit) -> unit.isOf(order, line))
				.findFirst()
				.orElseThrow()
				.sku();
		}

		void issue(ReservationKey key, int units) {
			Pile pile = this.piles.stream()
				.filter((candidate) -> candidate.place.sku().equals(key.sku())
						&& candidate.place.warehouse().equals(key.warehouse()))
				.findFirst()
				.orElseThrow();
			for (int i = 0; i < units; i++) {
				pile.owners.remove(new Unit(key.orderId(), key.lineNumber(), key.sku(), key.warehouse()));
				pile.onHand--;
			}
		}

		Map<ReservationKey, Integer> reservations() {
			return this.piles.stream()
				.flatMap((pile) -> pile.owners.stream())
				.collect(Collectors.toMap(
						(unit) -> new ReservationKey(unit.order(), unit.line(), unit.warehouse(), unit.sku()),
						(unit) -> 1, Integer::sum));
		}

	}

	private static List<Unit> inPieces(List<LinePosition> allocated) {
		return allocated.stream()
			.flatMap((line) -> line.reserved()
				.stream()
				.flatMap((held) -> new Unit(line.orderId(), line.lineNumber(), line.sku(), held.warehouse())
					.times(held.quantity())))
			.toList();
	}

	private static List<Unit> servedInPieces(List<BackorderAllocated> served) {
		return served.stream()
			.flatMap((fact) -> new Unit(fact.orderId(), fact.lineNumber(), fact.sku(), fact.warehouse())
				.times(fact.units()))
			.toList();
	}

}
