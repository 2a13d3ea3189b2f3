package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.pricing.PricedOrder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order: what was agreed, frozen at placement, and how many units have
 * come how far. Reserved and backordered units are counted by the inventory.
 */
@Entity
@Table(name = "order_line")
@SuppressWarnings("UnusedVariable") // the amounts of live units are written for the
									// constraints and invariants
public class OrderLine {

	@Id
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "order_id", updatable = false)
	private Order order;

	@Column(updatable = false)
	private int lineNumber;

	@Column(updatable = false)
	private String sku;

	@Column(updatable = false)
	private String name;

	@Column(updatable = false)
	private int weightGrams;

	@Enumerated(EnumType.STRING)
	@Column(updatable = false)
	private TaxCategory taxCategory;

	@Column(updatable = false)
	private BigDecimal unitPrice;

	@Column(updatable = false)
	private BigDecimal servicesPrice;

	private @Nullable BigDecimal expectedPrice;

	private BigDecimal itemsAmount;

	private BigDecimal discount;

	private BigDecimal taxRate;

	private BigDecimal net;

	private BigDecimal tax;

	private BigDecimal gross;

	private BigDecimal liveItems;

	private BigDecimal liveDiscount;

	private BigDecimal liveTax;

	private BigDecimal liveGross;

	private int ordered;

	private int cancelled;

	private int fulfilled;

	private int shipped;

	private int delivered;

	private int invoiced;

	private int returned;

	@OneToMany(mappedBy = "line", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("code")
	@Fetch(FetchMode.SUBSELECT)
	private Set<LineService> services = new LinkedHashSet<>();

	@OneToMany(mappedBy = "line", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("warehouse")
	@Fetch(FetchMode.SUBSELECT)
	private Set<Packing> packings = new LinkedHashSet<>();

	protected OrderLine() {
	}

	OrderLine(Order order, OrderDraft.Line draft, PricedOrder.Line priced) {
		this.id = Ids.next();
		this.order = order;
		this.lineNumber = draft.lineNumber();
		this.sku = draft.product().sku().value();
		this.name = draft.product().name();
		this.weightGrams = draft.product().weightGrams();
		this.taxCategory = draft.product().taxCategory();
		this.unitPrice = draft.unitPrice().amount();
		this.servicesPrice = draft.servicesPerUnit().amount();
		Money expected = draft.expectedUnitPrice();
		this.expectedPrice = (expected != null) ? expected.amount() : null;
		this.ordered = draft.quantity();
		this.itemsAmount = priced.items().amount();
		this.discount = priced.discount().amount();
		this.taxRate = priced.taxRate();
		this.net = priced.net().amount();
		this.tax = priced.tax().amount();
		this.gross = priced.gross().amount();
		draft.services()
			.stream()
			.sorted(Comparator.comparing(OrderDraft.Service::code))
			.forEach((service) -> this.services
				.add(new LineService(this, service.code(), service.text(), service.price().amount())));
		freezeLiveAmounts();
	}

	private void freezeLiveAmounts() {
		LineAmounts live = liveAmounts();
		this.liveItems = live.items().amount();
		this.liveDiscount = live.discount().amount();
		this.liveTax = live.tax().amount();
		this.liveGross = live.gross().amount();
	}

	/** Units that join the line at its price; what the others cost stays as it is. */
	void add(int units, LineAmounts amounts) {
		LineAmounts live = liveAmounts().plus(amounts);
		this.ordered += units;
		agree(live, this.taxRate);
	}

	/** Freezes what the live units cost from now on. */
	void agree(LineAmounts live, BigDecimal rate) {
		LineAmounts all = live.scale(live(), this.ordered, this.order.pricesIncludeTax());
		this.itemsAmount = all.items().amount();
		this.discount = all.discount().amount();
		this.taxRate = rate;
		this.net = all.net().amount();
		this.tax = all.tax().amount();
		this.gross = all.gross().amount();
		freezeLiveAmounts();
	}

	/**
	 * Whether units at this price can join the line: not when it costs something else, or
	 * when work on it is done, which theirs is not.
	 */
	public boolean takes(OrderDraft.Line units) {
		return unitPrice().equals(units.unitPrice()) && servicesPrice().equals(units.servicesPerUnit())
				&& this.services.stream().noneMatch(LineService::isDone)
				&& this.ordered + units.quantity() <= Quantity.MAX;
	}

	/** Another wish for a service of the line. */
	public boolean reword(String code, @Nullable String text) {
		List<LineService> others = this.services.stream()
			.filter((service) -> service.code().equals(code) && !Objects.equals(service.text(), text))
			.toList();
		others.forEach((service) -> service.reword(text));
		return !others.isEmpty();
	}

	/** What the buyer has seen or heard since. */
	public void expect(Money price) {
		this.expectedPrice = price.amount();
	}

	void cancel(int units) {
		this.cancelled += units;
		freezeLiveAmounts();
	}

	public void pack(String warehouse, int units) {
		this.fulfilled += units;
		packing(warehouse).pack(units);
	}

	private Packing packing(String warehouse) {
		return this.packings.stream()
			.filter((packing) -> packing.warehouse().equals(warehouse))
			.findFirst()
			.orElseGet(() -> {
				Packing packing = new Packing(this, warehouse);
				this.packings.add(packing);
				return packing;
			});
	}

	public void unpack(Packing packing, int units) {
		this.fulfilled -= units;
		packing.unpack(units);
		this.packings.removeIf(Packing::isEmpty);
	}

	public void ship(Packing packing, int units) {
		this.shipped += units;
		packing.ship(units);
	}

	void deliver(int units) {
		this.delivered += units;
	}

	/** Moves units to invoiced and returns what they cost. */
	public LineAmounts invoice(int units) {
		LineAmounts before = amounts(this.invoiced);
		this.invoiced += units;
		return amounts(this.invoiced).minus(before);
	}

	public LineAmounts liveAmounts() {
		return amounts(live());
	}

	/** What all ordered units cost, as it was frozen. */
	public LineAmounts agreedAmounts() {
		return new LineAmounts(money(this.itemsAmount), money(this.discount), money(this.net), money(this.tax),
				money(this.gross));
	}

	private LineAmounts amounts(int units) {
		return agreedAmounts().share(units, this.ordered, this.order.pricesIncludeTax());
	}

	private Money money(BigDecimal amount) {
		return Money.stored(amount, currency());
	}

	private Currency currency() {
		return this.order.currency();
	}

	/** Units that are not cancelled. */
	public int live() {
		return this.ordered - this.cancelled;
	}

	public boolean hasOpenServices() {
		return !this.services.stream().allMatch(LineService::isDone);
	}

	public UUID id() {
		return this.id;
	}

	UUID orderId() {
		return this.order.id();
	}

	public int lineNumber() {
		return this.lineNumber;
	}

	public Sku sku() {
		return new Sku(this.sku);
	}

	public String name() {
		return this.name;
	}

	public int weightGrams() {
		return this.weightGrams;
	}

	public TaxCategory taxCategory() {
		return this.taxCategory;
	}

	public Money unitPrice() {
		return money(this.unitPrice);
	}

	public Money servicesPrice() {
		return money(this.servicesPrice);
	}

	public @Nullable Money expectedPrice() {
		return (this.expectedPrice != null) ? money(this.expectedPrice) : null;
	}

	public BigDecimal taxRate() {
		return this.taxRate;
	}

	public int ordered() {
		return this.ordered;
	}

	public int cancelled() {
		return this.cancelled;
	}

	public int fulfilled() {
		return this.fulfilled;
	}

	public int shipped() {
		return this.shipped;
	}

	public int delivered() {
		return this.delivered;
	}

	public int invoiced() {
		return this.invoiced;
	}

	public int returned() {
		return this.returned;
	}

	public List<LineService> services() {
		return List.copyOf(this.services);
	}

	/** The packed units of this line, by warehouse. */
	public List<Packing> packings() {
		return List.copyOf(this.packings);
	}

}
