package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.payments.CardStanding;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.PricedOrder;
import dev.orderprocessing.pricing.Pricing;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The order aggregate. Commands check, move units, and let the milestone follow from the
 * counts; each leaves a history entry. What may be done when is decided by
 * {@code rules.OrderRules}.
 */
@Entity(name = "PlacedOrder")
@DynamicUpdate
@Table(name = "orders")
public class Order {

	@Id
	private UUID id;

	@Version
	private @Nullable Long version;

	private String number;

	@Enumerated(EnumType.STRING)
	@Column(updatable = false)
	private Channel channel;

	/** Null: the channel's own. */
	@Column(updatable = false)
	private @Nullable String source;

	private @Nullable String externalReference;

	@Enumerated(EnumType.STRING)
	private OrderStatus status;

	@Embedded
	private Buyer buyer;

	private String currency;

	@Convert(converter = AddressConverter.class)
	@ColumnTransformer(write = "?::jsonb")
	private PostalAddress shippingAddress;

	@Convert(converter = AddressConverter.class)
	@ColumnTransformer(write = "?::jsonb")
	private @Nullable PostalAddress billingAddress;

	private String deliveryMethod;

	private boolean partialDelivery;

	@Enumerated(EnumType.STRING)
	private PaymentMethod paymentMethod;

	private @Nullable String paymentToken;

	@Enumerated(EnumType.STRING)
	private PaymentStatus paymentStatus;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(columnDefinition = "text[]")
	private String[] couponCodes;

	private @Nullable String note;

	@Convert(converter = MetadataConverter.class)
	@ColumnTransformer(write = "?::jsonb")
	private Map<String, String> metadata;

	private String fingerprint;

	private boolean pricesIncludeTax;

	private BigDecimal itemsAmount;

	private BigDecimal discountAmount;

	private BigDecimal shippingFee;

	private BigDecimal shippingTaxRate;

	private BigDecimal shippingNet;

	private BigDecimal shippingTax;

	private BigDecimal shippingGross;

	private boolean shippingInvoiced;

	private BigDecimal taxAmount;

	private BigDecimal grandTotal;

	private BigDecimal invoicedAmount;

	private BigDecimal paidAmount;

	private int verificationRuns;

	private int historyEntries;

	private boolean feedbackGiven;

	private Instant placedAt;

	private @Nullable Instant addressChangedAt;

	private @Nullable Instant erasedAt;

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("lineNumber")
	@Fetch(FetchMode.SUBSELECT)
	private Set<OrderLine> lines = new LinkedHashSet<>();

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL)
	@OrderBy("id")
	@Fetch(FetchMode.SUBSELECT)
	private Set<Hold> holds = new LinkedHashSet<>();

	@Transient
	private boolean cardDropped;

	@Transient
	private final List<HistoryEntry> newHistory = new ArrayList<>();

	protected Order() {
	}

	public static Order place(String number, PlaceOrder command, OrderDraft draft, Act act) {
		Order order = new Order();
		order.id = Ids.next();
		order.number = number;
		order.channel = command.channel();
		order.source = further(command);
		order.externalReference = command.externalReference();
		order.status = OrderStatus.PLACED;
		order.buyer = Buyer.of(command, draft);
		order.shippingAddress = command.shippingAddress();
		order.billingAddress = command.billingAddress();
		order.deliveryMethod = command.deliveryMethod();
		order.partialDelivery = command.partialDelivery();
		order.paymentMethod = command.paymentMethod();
		order.paymentToken = command.cardToken();
		order.paymentStatus = PaymentStatus.OPEN;
		order.couponCodes = command.couponCodes().stream().map(Pricing::normalized).toArray(String[]::new);
		order.note = command.note();
		order.metadata = command.metadata();
		order.invoicedAmount = BigDecimal.ZERO;
		order.paidAmount = BigDecimal.ZERO;
		order.placedAt = act.at();
		order.price(draft);
		order.fingerprint = Fingerprint.of(order);
		order.record(null, OrderStatus.PLACED, act, null);
		return order;
	}

	private static @Nullable String further(PlaceOrder command) {
		SourceCode source = command.source();
		return (source != null && !source.isDefaultOf(command.channel())) ? source.value() : null;
	}

	private void price(OrderDraft draft) {
		PricedOrder priced = draft.priced();
		this.currency = draft.currency().getCurrencyCode();
		this.pricesIncludeTax = priced.pricesIncludeTax();
		for (int i = 0; i < draft.lines().size(); i++) {
			this.lines.add(new OrderLine(this, draft.lines().get(i), priced.lines().get(i)));
		}
		agree(priced.shipping());
	}

	private void total() {
		List<LineAmounts> amounts = this.lines.stream().map(OrderLine::liveAmounts).toList();
		this.itemsAmount = sum(amounts.stream().map(LineAmounts::items).toList());
		this.discountAmount = sum(amounts.stream().map(LineAmounts::discount).toList());
		this.taxAmount = sum(amounts.stream().map(LineAmounts::tax).toList()).add(live(this.shippingTax));
		this.grandTotal = sum(amounts.stream().map(LineAmounts::gross).toList()).add(live(this.shippingGross));
	}

	/** Shipping is owed as long as anything is to be shipped. */
	private BigDecimal live(BigDecimal shipping) {
		return (live() > 0) ? shipping : BigDecimal.ZERO;
	}

	private BigDecimal sum(List<Money> values) {
		return Money.sum(values, currency()).amount();
	}

	/** Who buys is reached otherwise from now on. */
	public void contact(AmendOrder.Contact contact) {
		this.buyer = this.buyer.with(contact);
	}

	/**
	 * The goods go elsewhere; packed ones that stand in the warehouse need a new label.
	 */
	public void shipTo(PostalAddress address, Act act) {
		this.shippingAddress = address;
		if (count(OrderLine::fulfilled) > count(OrderLine::shipped)) {
			this.addressChangedAt = act.at();
		}
	}

	public void billTo(PostalAddress address) {
		this.billingAddress = address;
	}

	public void deliverBy(String method) {
		this.deliveryMethod = method;
	}

	public void partialDelivery(boolean wanted) {
		this.partialDelivery = wanted;
	}

	public void note(String text) {
		this.note = text;
	}

	public void metadata(Map<String, String> pairs) {
		this.metadata = pairs;
	}

	public void coupons(List<String> codes) {
		this.couponCodes = codes.toArray(String[]::new);
	}

	/**
	 * Another way to pay, while nothing is captured.
	 * @param terms of a customer who pays on account, in days
	 */
	public void payBy(AmendOrder.Payment payment, @Nullable Integer terms) {
		this.cardDropped |= this.paymentToken != null && !this.paymentToken.equals(payment.token());
		this.paymentMethod = payment.method();
		this.paymentToken = payment.token();
		this.buyer = this.buyer.withTerms(terms);
	}

	/** Units that join a line at its price. */
	public void add(OrderLine line, int units, LineAmounts amounts) {
		line.add(units, amounts);
		total();
	}

	/** Units that are a line of their own. */
	public void add(OrderDraft.Line draft, PricedOrder.Line priced) {
		this.lines.add(new OrderLine(this, draft, priced));
		total();
	}

	/** Freezes what the live units of a line cost from now on. */
	public void agree(OrderLine line, PricedOrder.Line priced) {
		line.agree(LineAmounts.of(priced), priced.taxRate());
		total();
	}

	/** Freezes what shipping costs from now on. */
	public void agree(PricedOrder.Charge shipping) {
		this.shippingFee = shipping.fee().amount();
		this.shippingTaxRate = shipping.taxRate();
		this.shippingNet = shipping.net().amount();
		this.shippingTax = shipping.tax().amount();
		this.shippingGross = shipping.gross().amount();
		total();
	}

	/**
	 * Notes that the order has been amended. It keeps its milestone, unless a check that
	 * had to run again has failed: then it must be verified.
	 */
	public void amended(boolean stillGood, Act act, @Nullable String reason) {
		this.fingerprint = Fingerprint.of(this);
		OrderStatus from = this.status;
		this.status = stillGood ? from : OrderStatus.PLACED;
		record(from, this.status, act, reason);
	}

	/** Notes that verification ran once more and returns the number of the run. */
	public int verificationRun() {
		return ++this.verificationRuns;
	}

	public void verified(Act act, @Nullable String reason) {
		moveTo(OrderStatus.VERIFIED, act, reason);
	}

	public void verificationFailed(Act act, String reason) {
		record(this.status, this.status, act, reason);
	}

	public void held(HoldType type, String reason, Act act) {
		hold(type, reason, act);
		record(this.status, this.status, act, "%s: %s".formatted(type, reason));
	}

	/**
	 * Holds the order in the service's own name, or tells why it still does: a declined
	 * card, say.
	 */
	public void holdItself(HoldType type, String reason, Act act) {
		activeHold(type).ifPresentOrElse((hold) -> hold.explain(reason), () -> hold(type, reason, act.bySystem()));
	}

	private void hold(HoldType type, String reason, Act act) {
		this.holds.add(new Hold(this, type, reason, act));
	}

	public void released(Hold hold, String reason, Act act) {
		hold.release(reason, act);
		record(this.status, this.status, act, "%s: %s".formatted(hold.type(), reason));
	}

	/** Lifts a hold of the service itself, if there is one; no step of the history. */
	public void lift(HoldType type, String reason, Act act) {
		activeHold(type).ifPresent((hold) -> hold.release(reason, act));
	}

	public Optional<Hold> activeHold(HoldType type) {
		return activeHolds().stream().filter((hold) -> hold.type() == type).findFirst();
	}

	public List<Hold> activeHolds() {
		return this.holds.stream().filter(Hold::isActive).toList();
	}

	public void servicesDone(List<LineService> services, Act act) {
		services.forEach((service) -> service.markDone(act));
		record(this.status, this.status, act, String.join(", ", services.stream().map(LineService::code).toList()));
	}

	public void deliver(int lineNumber, int units) {
		line(lineNumber).deliver(units);
	}

	public void cancel(OrderLine line, int units) {
		line.cancel(units);
		total();
	}

	/** Notes what an invoice took up. */
	public void invoiced(Money amount, boolean withShipping) {
		this.invoicedAmount = this.invoicedAmount.add(amount.amount());
		this.shippingInvoiced |= withShipping;
	}

	public void paid(Money amount) {
		this.paidAmount = this.paidAmount.add(amount.amount());
	}

	/** Lets the payment status follow from what is so. */
	public void paymentFollows(CardStanding cards) {
		this.paymentStatus = PaymentStatus.of(this, cards);
	}

	/** Another card than the one named at placement. */
	public void payWith(String token) {
		this.paymentToken = token;
	}

	/** Whether a card may have to do with the order's money. */
	public boolean mayHaveCard() {
		return this.paymentToken != null || this.cardDropped
				|| (this.paymentStatus != PaymentStatus.OPEN && this.paymentStatus != PaymentStatus.PAID);
	}

	/**
	 * Whether this command has put another card, or none, in the place of the order's.
	 */
	public boolean isCardDropped() {
		return this.cardDropped;
	}

	/** Whether it is being carried out: verified, and neither complete nor cancelled. */
	public boolean isUnderWay() {
		return switch (this.status) {
			case PLACED, CONFIRMED, CANCELLED -> false;
			case VERIFIED, FULFILLED, SHIPPED, INVOICED -> true;
		};
	}

	public void feedbackGiven(Act act) {
		this.feedbackGiven = true;
		record(this.status, this.status, act, null);
	}

	/**
	 * Lets the milestone follow from the counts, step by step, and leaves at least one
	 * history entry for the command. An order under a hold is not confirmed.
	 */
	public void follow(Act act, @Nullable String reason) {
		boolean moved = false;
		for (Optional<OrderStatus> next = reached(); next.isPresent(); next = reached()) {
			moveTo(next.get(), act, reason);
			moved = true;
		}
		if (!moved) {
			record(this.status, this.status, act, reason);
		}
	}

	private Optional<OrderStatus> reached() {
		if (live() == 0) {
			return (this.status != OrderStatus.CANCELLED) ? Optional.of(OrderStatus.CANCELLED) : Optional.empty();
		}
		return switch (this.status) {
			case VERIFIED -> when(all(OrderLine::fulfilled), OrderStatus.FULFILLED);
			case FULFILLED -> when(all(OrderLine::shipped), OrderStatus.SHIPPED);
			case SHIPPED -> when(all(OrderLine::invoiced), OrderStatus.INVOICED);
			case INVOICED ->
				when(balance().isZero() && all(OrderLine::delivered) && activeHolds().isEmpty(), OrderStatus.CONFIRMED);
			case PLACED, CONFIRMED, CANCELLED -> Optional.empty();
		};
	}

	private static Optional<OrderStatus> when(boolean condition, OrderStatus status) {
		return condition ? Optional.of(status) : Optional.empty();
	}

	private boolean all(ToIntFunction<OrderLine> count) {
		return this.lines.stream().allMatch((line) -> count.applyAsInt(line) == line.live());
	}

	private void moveTo(OrderStatus next, Act act, @Nullable String reason) {
		if (!this.status.next().contains(next)) {
			throw new IllegalStateException(
					"order %s cannot move from %s to %s".formatted(this.number, this.status, next));
		}
		record(this.status, next, act, reason);
		this.status = next;
	}

	private void record(@Nullable OrderStatus from, OrderStatus to, Act act, @Nullable String reason) {
		this.newHistory
			.add(new HistoryEntry(++this.historyEntries, from, to, act.command(), act.actor(), act.at(), reason));
	}

	/** Gives the entries of this act the reason they lacked. */
	public void explain(Act act, String reason) {
		this.newHistory.replaceAll((entry) -> (entry.command().equals(act.command()) && entry.reason() == null)
				? entry.because(reason) : entry);
	}

	/**
	 * Hands over the history entries of the running command; each is handed over once.
	 */
	public List<HistoryEntry> takeNewHistory() {
		List<HistoryEntry> entries = List.copyOf(this.newHistory);
		this.newHistory.clear();
		return entries;
	}

	public void checkVersion(@Nullable Long expected) {
		IfMatch.check(expected, version(), "order " + this.number);
	}

	public OrderLine line(int lineNumber) {
		return findLine(lineNumber).orElseThrow();
	}

	public Optional<OrderLine> findLine(int lineNumber) {
		return this.lines.stream().filter((line) -> line.lineNumber() == lineNumber).findFirst();
	}

	public int live() {
		return count(OrderLine::live);
	}

	public int count(ToIntFunction<OrderLine> count) {
		return this.lines.stream().mapToInt(count).sum();
	}

	/** What is still to be paid for all that is not cancelled; never negative. */
	public Money balance() {
		Money zero = Money.zero(currency());
		return money(this.grandTotal).minus(money(this.paidAmount)).max(zero);
	}

	/** What the whole order costs as it was agreed, whatever was cancelled since. */
	public Money agreedTotal() {
		return Money.sum(this.lines.stream().map((line) -> line.agreedAmounts().gross()).toList(), currency())
			.plus(shippingGross());
	}

	/** What was paid beyond what is owed, after a cancellation or an amendment. */
	public Money refundDue() {
		Money zero = Money.zero(currency());
		return money(this.paidAmount).minus(money(this.grandTotal)).max(zero);
	}

	private Money money(BigDecimal amount) {
		return Money.stored(amount, currency());
	}

	public Currency currency() {
		return Currency.getInstance(this.currency);
	}

	public UUID id() {
		return this.id;
	}

	public long version() {
		return (this.version != null) ? this.version : 0;
	}

	public String number() {
		return this.number;
	}

	public Channel channel() {
		return this.channel;
	}

	/** The shop or marketplace within the channel. */
	public SourceCode source() {
		return (this.source != null) ? new SourceCode(this.source) : SourceCode.defaultOf(this.channel);
	}

	/** Null for the channel's own. */
	public @Nullable String furtherSource() {
		return this.source;
	}

	public @Nullable String externalReference() {
		return this.externalReference;
	}

	public OrderStatus status() {
		return this.status;
	}

	public Buyer buyer() {
		return this.buyer;
	}

	public PostalAddress shippingAddress() {
		return this.shippingAddress;
	}

	public @Nullable PostalAddress billingAddress() {
		return this.billingAddress;
	}

	public String deliveryMethod() {
		return this.deliveryMethod;
	}

	public boolean partialDelivery() {
		return this.partialDelivery;
	}

	public PaymentMethod paymentMethod() {
		return this.paymentMethod;
	}

	public @Nullable String paymentToken() {
		return this.paymentToken;
	}

	public PaymentStatus paymentStatus() {
		return this.paymentStatus;
	}

	public int paymentTermsDays() {
		Integer agreed = this.buyer.paymentTermsDays();
		return (this.paymentMethod == PaymentMethod.INVOICE && agreed != null) ? agreed : 0;
	}

	public List<String> couponCodes() {
		return Arrays.asList(this.couponCodes);
	}

	public @Nullable String note() {
		return this.note;
	}

	public Map<String, String> metadata() {
		return this.metadata;
	}

	public String fingerprint() {
		return this.fingerprint;
	}

	public boolean pricesIncludeTax() {
		return this.pricesIncludeTax;
	}

	public Money items() {
		return money(this.itemsAmount);
	}

	public Money discount() {
		return money(this.discountAmount);
	}

	/** The fee of the delivery method; zero once everything is cancelled. */
	public Money shippingFee() {
		return money(live(this.shippingFee));
	}

	public BigDecimal shippingTaxRate() {
		return this.shippingTaxRate;
	}

	public Money shippingNet() {
		return money(this.shippingNet);
	}

	public Money shippingTax() {
		return money(this.shippingTax);
	}

	public Money shippingGross() {
		return money(this.shippingGross);
	}

	public boolean shippingInvoiced() {
		return this.shippingInvoiced;
	}

	public Money tax() {
		return money(this.taxAmount);
	}

	public Money grandTotal() {
		return money(this.grandTotal);
	}

	public Money invoicedAmount() {
		return money(this.invoicedAmount);
	}

	public Money paidAmount() {
		return money(this.paidAmount);
	}

	public int verificationRuns() {
		return this.verificationRuns;
	}

	public int historyEntries() {
		return this.historyEntries;
	}

	public boolean isFeedbackGiven() {
		return this.feedbackGiven;
	}

	/** When it was forgotten who bought; null: it tells. */
	public @Nullable Instant erasedAt() {
		return this.erasedAt;
	}

	public Instant placedAt() {
		return this.placedAt;
	}

	/**
	 * When the shipping address changed after units were packed that still stand in the
	 * warehouse.
	 */
	public @Nullable Instant addressChangedAt() {
		return (count(OrderLine::fulfilled) > count(OrderLine::shipped)) ? this.addressChangedAt : null;
	}

	public List<OrderLine> lines() {
		return List.copyOf(this.lines);
	}

	/** Everything that is packed, by line and warehouse. */
	public List<Packing> packings() {
		return this.lines.stream().flatMap((line) -> line.packings().stream()).toList();
	}

}
