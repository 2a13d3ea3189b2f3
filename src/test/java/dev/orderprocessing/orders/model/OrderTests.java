package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;

import dev.orderprocessing.catalog.ProductStatus;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.model.HistoryEntry;
import dev.orderprocessing.orders.model.Hold;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.Packing;
import dev.orderprocessing.orders.model.PaymentStatus;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.payments.CardStanding;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.PricedOrder;
import dev.orderprocessing.shipping.DeliveryQuote;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The order by itself: milestones follow from counts and money, and money from what is
 * not cancelled. Told for single orders, then tried on random lives beside a model that
 * only counts.
 */
class OrderTests {

	private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Actor OPS = new Actor("demo-ops", Role.OPS, null);

	/** From milestone to milestone; who leaves it has been cancelled. */
	private static final List<OrderStatus> ROAD = List.of(OrderStatus.PLACED, OrderStatus.VERIFIED,
			OrderStatus.FULFILLED, OrderStatus.SHIPPED, OrderStatus.INVOICED, OrderStatus.CONFIRMED);

	private static final int LIVES = 300;

	private static final int STEPS = 40;

	@Test
	void aMilestoneIsReachedWithTheLastUnitAndNotBefore() {
		Order order = verified(line(2, "10.00"), line(1, "5.00"));
		pack(order, 1, 2);
		assertThat(followed(order)).isEqualTo(OrderStatus.VERIFIED);
		pack(order, 2, 1);
		assertThat(followed(order)).isEqualTo(OrderStatus.FULFILLED);
		ship(order, 1, 1);
		ship(order, 2, 1);
		assertThat(followed(order)).isEqualTo(OrderStatus.FULFILLED);
		ship(order, 1, 1);
		assertThat(followed(order)).isEqualTo(OrderStatus.SHIPPED);
		order.deliver(1, 1);
		invoice(order, OrderLine::delivered);
		assertThat(followed(order)).isEqualTo(OrderStatus.SHIPPED);
		order.deliver(1, 1);
		order.deliver(2, 1);
		invoice(order, OrderLine::delivered);
		assertThat(followed(order)).isEqualTo(OrderStatus.INVOICED);
		order.paid(order.balance().minus(euros("0.01")));
		assertThat(followed(order)).isEqualTo(OrderStatus.INVOICED);
		order.paid(euros("0.01"));
		assertThat(followed(order)).isEqualTo(OrderStatus.CONFIRMED);
		order.paymentFollows(CardStanding.none(EUR));
		assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
		assertThat(order.invoicedAmount()).isEqualTo(order.grandTotal());
	}

	@Test
	void oneCommandMayPassSeveralMilestonesAndLeavesAnEntryForEach() {
		Order order = verified(line(1, "10.00"), line(1, "5.00"));
		pack(order, 1, 1);
		ship(order, 1, 1);
		order.deliver(1, 1);
		invoice(order, OrderLine::delivered);
		order.paid(order.invoicedAmount());
		assertThat(followed(order)).isEqualTo(OrderStatus.VERIFIED);
		order.takeNewHistory();

		order.cancel(order.line(2), 1);
		order.follow(act("cancel", NOW), "Sold out");

		assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
		assertThat(order.takeNewHistory()).extracting(HistoryEntry::to)
			.containsExactly(OrderStatus.FULFILLED, OrderStatus.SHIPPED, OrderStatus.INVOICED, OrderStatus.CONFIRMED);
		assertThat(order.takeNewHistory()).as("handed over once").isEmpty();
	}

	@Test
	void anOrderUnderAHoldIsNotConfirmedUntilItIsReleasedAndAsked() {
		Order order = verified(line(1, "10.00"));
		pack(order, 1, 1);
		ship(order, 1, 1);
		order.deliver(1, 1);
		invoice(order, OrderLine::delivered);
		order.held(HoldType.OTHER, "Wait", act("hold", NOW));
		order.paid(order.balance());
		assertThat(followed(order)).isEqualTo(OrderStatus.INVOICED);
		order.released(order.activeHold(HoldType.OTHER).orElseThrow(), "Go on", act("release", NOW));
		assertThat(order.status()).isEqualTo(OrderStatus.INVOICED);
		assertThat(followed(order)).isEqualTo(OrderStatus.CONFIRMED);
	}

	@Test
	void whatIsInvoicedWhenItLeavesIsConfirmedWhenItArrives() {
		Order order = verified(line(1, "10.00"));
		pack(order, 1, 1);
		ship(order, 1, 1);
		invoice(order, OrderLine::shipped);
		order.paid(order.balance());
		assertThat(followed(order)).isEqualTo(OrderStatus.INVOICED);
		order.deliver(1, 1);
		assertThat(followed(order)).isEqualTo(OrderStatus.CONFIRMED);
	}

	@Test
	void anOrderIsVerifiedOnce() {
		Order order = verified(line(1, "10.00"));
		assertThatIllegalStateException().isThrownBy(() -> order.verified(act("verify", NOW), null))
			.withMessageContaining("cannot move from VERIFIED to VERIFIED");
	}

	@Test
	void aCancelledOrderCostsNothingAndKeepsWhatWasAgreed() {
		Order order = verified(line(2, "10.00"), line(1, "5.00"));
		assertThat(order.grandTotal()).isEqualTo(euros("29.90"));
		order.paid(euros("29.90"));

		order.cancel(order.line(1), 2);
		assertThat(followed(order)).isEqualTo(OrderStatus.VERIFIED);
		assertThat(order.grandTotal()).isEqualTo(euros("9.90"));
		assertThat(order.shippingFee()).isEqualTo(euros("4.90"));
		assertThat(order.refundDue()).isEqualTo(euros("20.00"));
		assertThat(order.balance()).isEqualTo(euros("0.00"));

		order.cancel(order.line(2), 1);
		assertThat(followed(order)).isEqualTo(OrderStatus.CANCELLED);
		assertThat(List.of(order.items(), order.discount(), order.shippingFee(), order.tax(), order.grandTotal()))
			.containsOnly(euros("0.00"));
		assertThat(order.agreedTotal()).isEqualTo(euros("29.90"));
		assertThat(order.refundDue()).isEqualTo(euros("29.90"));
		assertThat(order.balance()).isEqualTo(euros("0.00"));
	}

	@Test
	void aReasonThatIsKnownLaterExplainsTheEntriesThatLackOne() {
		Order order = verified(line(1, "10.00"));
		order.takeNewHistory();
		order.follow(act("deliver", NOW), null);
		order.follow(act("invoice", NOW), "known");
		order.follow(act("invoice", NOW), null);
		order.explain(act("invoice", NOW), "INV-1");
		assertThat(order.takeNewHistory()).extracting(HistoryEntry::reason).containsExactly(null, "known", "INV-1");
	}

	@RepeatedTest(10)
	void anyLifeIsWhatItsCountsAndItsMoneySay(RepetitionInfo repetition) {
		for (int i = 0; i < LIVES; i++) {
			long seed = repetition.getCurrentRepetition() * 100_000L + i;
			var life = new Life(new Random(seed));
			for (int step = 0; step < STEPS; step++) {
				String told = "seed %d, step %d".formatted(seed, step);
				try {
					life.next(NOW.plus(Duration.ofMinutes(step)));
				}
				catch (AssertionError | RuntimeException ex) {
					throw new AssertionError(told, ex);
				}
			}
		}
	}

	private static Act act(String command, Instant at) {
		return new Act(command, OPS, at);
	}

	private static Order verified(OrderDraft.Line... lines) {
		Order order = Order.place("SO-1", COMMAND, draft(List.of(lines), List.of(), BigDecimal.ZERO, true, "4.90"),
				act("place", NOW));
		order.verified(act("verify", NOW), null);
		return order;
	}

	private static OrderStatus followed(Order order) {
		order.follow(act("test", NOW), null);
		return order.status();
	}

	private static void pack(Order order, int line, int units) {
		order.line(line).pack("MAIN", units);
	}

	private static void ship(Order order, int line, int units) {
		order.line(line).ship(order.line(line).packings().getFirst(), units);
	}

	/** Takes up everything that is due and not invoiced; the amount. */
	private static Money invoice(Order order, ToIntFunction<OrderLine> due) {
		Money gross = order.shippingInvoiced() ? Money.zero(EUR) : order.shippingGross();
		for (OrderLine line : order.lines()) {
			gross = gross.plus(line.invoice(due.applyAsInt(line) - line.invoiced()).gross());
		}
		order.invoiced(gross, !order.shippingInvoiced());
		return gross;
	}

	private static Money euros(String amount) {
		return Money.of(amount, EUR);
	}

	private static final PlaceOrder COMMAND = new PlaceOrder(Channel.WEB, null, null, null,
			new PlaceOrder.Guest("Grace Guest", "grace@example.org", null), EUR, List.of(),
			new PostalAddress("Grace Guest", null, "2 Side St", null, "Berlin", null, "10115", new CountryCode("DE")),
			null, "STANDARD", true, PaymentMethod.CASH_ON_DELIVERY, null, List.of(), null, Map.of(),
			PlaceOrder.BuyerDetails.NONE);

	private static OrderDraft.Line line(int quantity, String price) {
		var product = new ProductView(new Sku("MUG-BLUE"), "Mug", null, ProductStatus.ACTIVE, TaxCategory.STANDARD, 350,
				false, 1000, List.of(euros(price)), List.of(), 0);
		return new OrderDraft.Line(0, product, quantity, euros(price), null, List.of());
	}

	/**
	 * Puts lines together and numbers them.
	 * @param discounts of each line; none when there are fewer
	 */
	private static OrderDraft draft(List<OrderDraft.Line> lines, List<Money> discounts, BigDecimal taxRate,
			boolean pricesIncludeTax, String fee) {
		List<OrderDraft.Line> numbered = new ArrayList<>();
		List<PricedOrder.Line> priced = new ArrayList<>();
		for (OrderDraft.Line line : lines) {
			int number = numbered.size() + 1;
			numbered
				.add(new OrderDraft.Line(number, line.product(), line.quantity(), line.unitPrice(), null, List.of()));
			Money items = line.unitPrice().times(line.quantity());
			Money discount = (number <= discounts.size()) ? discounts.get(number - 1) : Money.zero(EUR);
			Taxed taxed = Taxed.of(items.minus(discount), taxRate, pricesIncludeTax);
			priced.add(new PricedOrder.Line(number, items, discount, taxRate, taxed.net(), taxed.tax(), taxed.gross()));
		}
		Taxed shipping = Taxed.of(euros(fee), taxRate, pricesIncludeTax);
		Money none = Money.zero(EUR);
		var total = new PricedOrder(pricesIncludeTax, priced,
				new PricedOrder.Charge(euros(fee), taxRate, shipping.net(), shipping.tax(), shipping.gross()),
				List.of(), none, none, none, none);
		return new OrderDraft(EUR, numbered, Map.of(), null,
				new DeliveryQuote("STANDARD", "Standard", Optional.of(euros(fee)), List.of()), euros(fee), total);
	}

	private record Taxed(Money net, Money tax, Money gross) {

		private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

		static Taxed of(Money price, BigDecimal rate, boolean included) {
			BigDecimal exact = price.amount()
				.multiply(rate)
				.divide(included ? HUNDRED.add(rate) : HUNDRED, 2, RoundingMode.HALF_EVEN);
			Money tax = new Money(exact, EUR);
			return included ? new Taxed(price.minus(tax), tax, price) : new Taxed(price, tax, price.plus(tax));
		}

	}

	/** A random life, and what it should have come to. */
	private static final class Life {

		private final Random random;

		private final boolean pricesIncludeTax;

		private final BigDecimal taxRate;

		private final boolean invoicesShipped;

		private final Order order;

		private final List<Counts> lines = new ArrayList<>();

		/** What all units of each line cost. */
		private final List<LineAmounts> agreed = new ArrayList<>();

		private final OrderDraft draft;

		private OrderStatus status = OrderStatus.PLACED;

		private BigDecimal paid = new BigDecimal("0.00");

		private int entries;

		Life(Random random) {
			this.random = random;
			this.pricesIncludeTax = random.nextBoolean();
			this.taxRate = BigDecimal.valueOf(random.nextInt(0, 2_700), 2);
			this.invoicesShipped = random.nextBoolean();
			this.draft = someDraft();
			this.draft.lines().forEach((line) -> this.lines.add(new Counts(line.quantity())));
			this.draft.priced().lines().forEach((line) -> this.agreed.add(LineAmounts.of(line)));
			this.order = Order.place("SO-1", COMMAND, this.draft, act("place", NOW));
			assertHistory("place", NOW, null, null);
			assertMoney();
		}

		private OrderDraft someDraft() {
			List<OrderDraft.Line> some = new ArrayList<>();
			List<Money> discounts = new ArrayList<>();
			for (int line = this.random.nextInt(4); line >= 0; line--) {
				int cents = this.random.nextInt(3_000);
				int quantity = 1 + this.random.nextInt(5);
				some.add(line(quantity, BigDecimal.valueOf(cents, 2).toPlainString()));
				discounts.add(new Money(BigDecimal.valueOf(switch (this.random.nextInt(3)) {
					case 0 -> 0;
					case 1 -> (long) cents * quantity;
					default -> this.random.nextInt(cents * quantity + 1);
				}, 2), EUR));
			}
			return draft(some, discounts, this.taxRate, this.pricesIncludeTax,
					this.random.nextInt(3) == 0 ? "0.00" : "4.90");
		}

		/** One command, if the order and its counts permit what was drawn. */
		void next(Instant now) {
			boolean under = !this.order.activeHolds().isEmpty();
			boolean moving = this.status != OrderStatus.PLACED && this.status.next().size() > 0;
			switch (this.random.nextInt(10)) {
				case 0, 1 -> {
					if (moving && !under) {
						pack(now);
					}
				}
				case 2, 3 -> {
					if (moving && !under) {
						ship(now);
					}
				}
				case 4 -> {
					if (moving) {
						deliver(now);
					}
				}
				case 5 -> {
					if (moving && !under) {
						invoice(now);
					}
				}
				case 6 -> pay(now);
				case 7 -> cancel(now);
				case 8 -> holdOrRelease(now);
				default -> {
					if (this.status == OrderStatus.PLACED) {
						verify(now);
					}
					else {
						amend(now);
					}
				}
			}
			assertMoney();
		}

		private void verify(Instant now) {
			if (this.random.nextInt(3) == 0) {
				this.order.verificationFailed(act("verify", now), "Failed: PRICE.");
				assertHistory("verify", now, "Failed: PRICE.", this.status);
				return;
			}
			this.order.verified(act("verify", now), null);
			this.status = OrderStatus.VERIFIED;
			assertHistory("verify", now, null, OrderStatus.PLACED);
		}

		/**
		 * Takes units off, adds some to a line and some on a line of their own; what the
		 * others cost stays, to the cent. A check may fail: then it is PLACED again.
		 */
		private void amend(Instant now) {
			if (this.status != OrderStatus.VERIFIED || sum(Counts::fulfilled) > 0) {
				return;
			}
			OrderStatus before = this.status;
			int index = this.random.nextInt(this.lines.size());
			Counts counts = this.lines.get(index);
			OrderLine line = this.order.line(index + 1);
			int off = Math.min(this.random.nextInt(3), counts.live() - 1);
			if (off > 0) {
				this.order.cancel(line, off);
				counts.cancelled += off;
			}
			if (counts.live() > 0) {
				Money total = this.order.grandTotal();
				PricedOrder.Line joining = priced(index + 1, 1 + this.random.nextInt(4), line.unitPrice());
				int units = joining.items().isZero() ? 2
						: joining.items().amount().divide(line.unitPrice().amount()).intValueExact();
				this.order.add(line, units, LineAmounts.of(joining));
				assertThat(this.order.grandTotal()).isEqualTo(total.plus(joining.gross()));
				this.lines.set(index, counts.and(units));
			}
			Money total = this.order.grandTotal();
			OrderDraft.Line own = OrderTests.line(1 + this.random.nextInt(4), "7.77").numbered(this.lines.size() + 1);
			PricedOrder.Line amounts = priced(own.lineNumber(), own.quantity(), own.unitPrice());
			this.order.add(own, amounts);
			assertThat(this.order.grandTotal()).isEqualTo(total.plus(amounts.gross()));
			this.lines.add(new Counts(own.quantity()));
			this.agreed.clear();
			this.order.lines().forEach((known) -> this.agreed.add(known.agreedAmounts()));
			boolean good = this.random.nextBoolean();
			this.order.amended(good, act("amend", now), "Another wish");
			this.status = good ? OrderStatus.VERIFIED : OrderStatus.PLACED;
			assertHistory("amend", now, "Another wish", before);
		}

		/** Units with a discount of any size. */
		private PricedOrder.Line priced(int number, int units, Money price) {
			Money items = price.times(units);
			Money discount = new Money(
					BigDecimal.valueOf(this.random.nextInt(items.amount().unscaledValue().intValueExact() + 1), 2),
					EUR);
			Taxed taxed = Taxed.of(items.minus(discount), this.taxRate, this.pricesIncludeTax);
			return new PricedOrder.Line(number, items, discount, this.taxRate, taxed.net(), taxed.tax(), taxed.gross());
		}

		private void pack(Instant now) {
			for (int i = 0; i < this.lines.size(); i++) {
				Counts counts = this.lines.get(i);
				int units = some(counts.live() - counts.fulfilled);
				if (units > 0) {
					this.order.line(i + 1).pack(this.random.nextBoolean() ? "MAIN" : "NORTH", units);
					counts.fulfilled += units;
				}
			}
			follow("fulfill", now);
		}

		private void ship(Instant now) {
			for (int i = 0; i < this.lines.size(); i++) {
				OrderLine line = this.order.line(i + 1);
				for (Packing packing : line.packings()) {
					int units = some(packing.waiting());
					line.ship(packing, units);
					this.lines.get(i).shipped += units;
				}
			}
			follow("ship", now);
		}

		private void deliver(Instant now) {
			for (int i = 0; i < this.lines.size(); i++) {
				Counts counts = this.lines.get(i);
				int units = some(counts.shipped - counts.delivered);
				this.order.deliver(i + 1, units);
				counts.delivered += units;
			}
			follow("deliver", now);
		}

		private void invoice(Instant now) {
			if (this.lines.stream().noneMatch((counts) -> due(counts) > counts.invoiced)) {
				return;
			}
			Money before = this.order.invoicedAmount();
			Money amount = OrderTests.invoice(this.order,
					this.invoicesShipped ? OrderLine::shipped : OrderLine::delivered);
			this.lines.forEach((counts) -> counts.invoiced = due(counts));
			assertThat(amount.isNegative()).isFalse();
			assertThat(this.order.invoicedAmount()).isEqualTo(before.plus(amount));
			follow("invoice", now);
		}

		private int due(Counts counts) {
			return this.invoicesShipped ? counts.shipped : counts.delivered;
		}

		/** Usually the balance or a part of it, and once in a while too much. */
		private void pay(Instant now) {
			Money balance = this.order.balance();
			boolean late = this.random.nextInt(10) == 0;
			if ((balance.isZero() && !late) || this.status == OrderStatus.CONFIRMED) {
				return;
			}
			int cents = balance.amount().unscaledValue().intValueExact();
			BigDecimal amount = BigDecimal
				.valueOf(late ? cents + 17 : this.random.nextBoolean() ? cents : 1 + this.random.nextInt(cents), 2);
			this.order.paid(new Money(amount, EUR));
			this.paid = this.paid.add(amount);
			this.order.paymentFollows(CardStanding.none(EUR));
			if (this.order.balance().isZero()) {
				assertThat(this.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
			}
			follow("payments", now);
		}

		/** Unpacked units first, as the shelf gives them up. */
		private void cancel(Instant now) {
			if (!this.status.next().contains(OrderStatus.CANCELLED)) {
				return;
			}
			boolean all = this.random.nextInt(4) == 0;
			for (int i = 0; i < this.lines.size(); i++) {
				Counts counts = this.lines.get(i);
				OrderLine line = this.order.line(i + 1);
				int left = counts.live() - counts.shipped;
				int units = all ? left : this.random.nextInt(3) == 0 ? some(left) : 0;
				if (units > 0) {
					this.order.cancel(line, units);
					counts.cancelled += units;
					for (Packing packing : line.packings()) {
						int back = Math.min(packing.waiting(), counts.fulfilled - counts.live());
						if (back > 0) {
							line.unpack(packing, back);
							counts.fulfilled -= back;
						}
					}
				}
			}
			follow("cancel", now);
		}

		private void holdOrRelease(Instant now) {
			if (this.status.next().isEmpty()) {
				return;
			}
			Optional<Hold> active = this.order.activeHold(HoldType.FRAUD);
			if (active.isPresent()) {
				this.order.released(active.get(), "Known buyer", act("release", now));
				assertThat(this.order.activeHolds()).isEmpty();
				assertHistory("release", now, "FRAUD: Known buyer", this.status);
			}
			else if (this.random.nextInt(3) == 0) {
				this.order.held(HoldType.FRAUD, "Odd", act("hold", now));
				assertHistory("hold", now, "FRAUD: Odd", this.status);
			}
		}

		private int some(int most) {
			return this.random.nextBoolean() ? most : this.random.nextInt(most + 1);
		}

		private void follow(String command, Instant now) {
			OrderStatus before = this.status;
			this.status = furthest();
			String reason = this.random.nextBoolean() ? "because" : null;
			this.order.follow(act(command, now), reason);
			assertHistory(command, now, reason, before);
		}

		/** The last milestone of which counts and money say that it is reached. */
		private OrderStatus furthest() {
			int live = sum(Counts::live);
			if (live == 0) {
				return OrderStatus.CANCELLED;
			}
			if (this.status == OrderStatus.PLACED) {
				return OrderStatus.PLACED;
			}
			if (sum(Counts::fulfilled) < live) {
				return OrderStatus.VERIFIED;
			}
			if (sum(Counts::shipped) < live) {
				return OrderStatus.FULFILLED;
			}
			if (sum((counts) -> counts.invoiced) < live) {
				return OrderStatus.SHIPPED;
			}
			boolean complete = sum((counts) -> counts.delivered) == live && this.paid.compareTo(owed()) >= 0
					&& this.order.activeHolds().isEmpty();
			return complete ? OrderStatus.CONFIRMED : OrderStatus.INVOICED;
		}

		private int sum(ToIntFunction<Counts> count) {
			return this.lines.stream().mapToInt(count).sum();
		}

		/**
		 * What is not cancelled costs, line by line, and shipping if anything is left.
		 */
		private BigDecimal owed() {
			PricedOrder priced = this.draft.priced();
			BigDecimal owed = (sum(Counts::live) > 0) ? priced.shipping().gross().amount() : new BigDecimal("0.00");
			for (int i = 0; i < this.lines.size(); i++) {
				Counts counts = this.lines.get(i);
				LineAmounts line = this.agreed.get(i);
				owed = this.pricesIncludeTax ? owed.add(counts.part(line.gross()))
						: owed.add(counts.part(line.net())).add(counts.part(line.tax()));
			}
			return owed;
		}

		private void assertMoney() {
			Money zero = Money.zero(EUR);
			assertThat(this.order.grandTotal().amount()).isEqualTo(owed());
			assertThat(this.order.paidAmount().amount()).isEqualTo(this.paid);
			assertThat(this.order.balance()).isGreaterThanOrEqualTo(zero);
			assertThat(this.order.refundDue()).isGreaterThanOrEqualTo(zero);
			assertThat(this.order.refundDue().minus(this.order.balance()).amount())
				.isEqualTo(this.paid.subtract(owed()));
			assertThat(this.order.balance().isZero() || this.order.refundDue().isZero()).isTrue();
			assertThat(this.order.discount()).isBetween(zero, this.order.items());
			// prices with tax have a fee with tax, others one without
			Money shipping = this.order.shippingFee();
			Money priced = this.order.items().minus(this.order.discount()).plus(shipping);
			assertThat(this.pricesIncludeTax ? priced : priced.plus(this.order.tax()))
				.isEqualTo(this.order.grandTotal());
			assertThat(this.order.invoicedAmount()).isLessThanOrEqualTo(this.order.grandTotal());
			if (this.status == OrderStatus.INVOICED || this.status == OrderStatus.CONFIRMED) {
				assertThat(this.order.invoicedAmount()).isEqualTo(this.order.grandTotal());
			}
		}

		/** An entry for each milestone that was passed, one if there was none. */
		private void assertHistory(String command, Instant now, @Nullable String reason, @Nullable OrderStatus before) {
			assertThat(this.order.status()).isEqualTo(this.status);
			List<HistoryEntry> expected = new ArrayList<>();
			OrderStatus from = before;
			do {
				boolean onward = from != null && ROAD.indexOf(from) < ROAD.indexOf(this.status);
				OrderStatus to = onward ? ROAD.get(ROAD.indexOf(from) + 1) : this.status;
				expected.add(new HistoryEntry(++this.entries, from, to, command, OPS.name(), now, reason));
				from = to;
			}
			while (from != this.status);
			assertThat(this.order.takeNewHistory()).isEqualTo(expected);
			assertThat(this.order.historyEntries()).isEqualTo(this.entries);
		}

	}

	/** How far the units of a line have come. */
	private static final class Counts {

		private final int ordered;

		private int cancelled;

		private int fulfilled;

		private int shipped;

		private int delivered;

		private int invoiced;

		Counts(int ordered) {
			this.ordered = ordered;
		}

		Counts and(int units) {
			Counts more = new Counts(this.ordered + units);
			more.cancelled = this.cancelled;
			return more;
		}

		int live() {
			return this.ordered - this.cancelled;
		}

		int fulfilled() {
			return this.fulfilled;
		}

		int shipped() {
			return this.shipped;
		}

		/** The share of an amount that falls on the live units. */
		BigDecimal part(Money whole) {
			return whole.amount()
				.multiply(BigDecimal.valueOf(live()))
				.divide(BigDecimal.valueOf(this.ordered), 2, RoundingMode.HALF_EVEN);
		}

	}

}
