package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What was billed. It never changes once issued; the amounts are those of the order and
 * are only checked here, not calculated again.
 */
@Entity
@Immutable
@Table(name = "invoice")
class Invoice {

	private static final String INSERT = """
			INSERT INTO invoice (id, kind, series, year, sequence, number, order_id, order_number, channel, customer_id, seller,
				bill_to_name, bill_to_company, bill_to_line1, bill_to_line2, bill_to_city, bill_to_region,
				bill_to_postal_code, bill_to_country, payment_method, currency, prices_include_tax,
				shipping_description, shipping_tax_rate, shipping_net, shipping_tax, shipping_gross, discount, net,
				tax, gross, issued_at, due_date, buyer_reference, buyer_vat_id)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
				?, ?, ?, ?, ?, ?)""";

	private static final String INSERT_LINES = """
			INSERT INTO invoice_line (invoice_id, line_number, sku, description, quantity, unit_price, discount,
				tax_rate, net, tax, gross)
			SELECT ?, line_number, sku, description, quantity, CAST(unit_price AS numeric), CAST(discount AS numeric),
				CAST(tax_rate AS numeric), CAST(net AS numeric), CAST(tax AS numeric), CAST(gross AS numeric)
			FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS line (line_number, sku, description, quantity, unit_price,
				discount, tax_rate, net, tax, gross)""";

	private static final String INSERT_TAXES = """
			INSERT INTO invoice_tax (invoice_id, rate, base, tax)
			SELECT ?, CAST(rate AS numeric), CAST(base AS numeric), CAST(tax AS numeric)
			FROM unnest(?, ?, ?) AS total (rate, base, tax)""";

	private static final SellerConverter SELLER = new SellerConverter();

	@Id
	private UUID id;

	@Enumerated(EnumType.STRING)
	private Kind kind;

	@Embedded
	private InvoiceNumber place;

	private String number;

	private UUID orderId;

	private String orderNumber;

	@Enumerated(EnumType.STRING)
	private Channel channel;

	private @Nullable UUID customerId;

	@Convert(converter = SellerConverter.class)
	@ColumnTransformer(write = "?::jsonb")
	private Seller seller;

	@Embedded
	private BillTo billTo;

	private String paymentMethod;

	private String currency;

	private boolean pricesIncludeTax;

	@Embedded
	private @Nullable Shipping shipping;

	private BigDecimal discount;

	private BigDecimal net;

	private BigDecimal tax;

	private BigDecimal gross;

	private Instant issuedAt;

	private LocalDate dueDate;

	private @Nullable String buyerReference;

	private @Nullable String buyerVatId;

	@ElementCollection
	@CollectionTable(name = "invoice_line", joinColumns = @JoinColumn(name = "invoice_id"))
	@OrderBy("lineNumber")
	private List<Line> lines = new ArrayList<>();

	@ElementCollection
	@CollectionTable(name = "invoice_tax", joinColumns = @JoinColumn(name = "invoice_id"))
	@OrderBy("rate")
	private List<TaxTotal> taxes = new ArrayList<>();

	protected Invoice() {
	}

	/** Checks that every sum is right and puts the totals together. */
	static Invoice draft(IssueInvoice command, Seller seller, Instant now) {
		if (command.lines().isEmpty() && command.shipping() == null) {
			throw new IllegalArgumentException("An invoice bills at least one line or a shipping charge");
		}
		var invoice = new Invoice();
		invoice.id = Ids.next();
		invoice.kind = Kind.INVOICE;
		invoice.orderId = command.orderId();
		invoice.orderNumber = command.orderNumber();
		invoice.channel = command.channel();
		invoice.customerId = command.customerId();
		invoice.seller = seller;
		invoice.billTo = BillTo.from(command.billTo());
		invoice.paymentMethod = command.paymentMethod();
		invoice.currency = command.currency().getCurrencyCode();
		invoice.pricesIncludeTax = command.pricesIncludeTax();
		invoice.issuedAt = now;
		invoice.dueDate = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(command.dueInDays());
		invoice.buyerReference = command.buyerReference();
		invoice.buyerVatId = command.buyerVatId();
		invoice.addUp(command);
		return invoice;
	}

	private void addUp(IssueInvoice command) {
		Money none = Money.zero(command.currency());
		Money net = none;
		Money tax = none;
		Money gross = none;
		Money discount = none;
		var totals = new TreeMap<BigDecimal, TaxTotal>();
		for (IssueInvoice.Line line : command.lines()) {
			requireSum("line %d".formatted(line.lineNumber()), line.net(), line.tax(), line.gross());
			this.lines.add(Line.from(line));
			count(totals, line.taxRate(), line.net(), line.tax());
			net = net.plus(line.net());
			tax = tax.plus(line.tax());
			gross = gross.plus(line.gross());
			discount = discount.plus(line.discount());
		}
		IssueInvoice.ShippingCharge charge = command.shipping();
		if (charge != null) {
			requireSum("shipping", charge.net(), charge.tax(), charge.gross());
			this.shipping = Shipping.from(charge);
			count(totals, charge.taxRate(), charge.net(), charge.tax());
			net = net.plus(charge.net());
			tax = tax.plus(charge.tax());
			gross = gross.plus(charge.gross());
		}
		this.taxes.addAll(totals.values());
		this.net = net.amount();
		this.tax = tax.amount();
		this.gross = gross.amount();
		this.discount = discount.amount();
	}

	private static void count(Map<BigDecimal, TaxTotal> totals, BigDecimal rate, Money net, Money tax) {
		totals.merge(rate(rate), new TaxTotal(rate(rate), net.amount(), tax.amount()),
				(one, other) -> new TaxTotal(one.rate(), one.base().add(other.base()), one.tax().add(other.tax())));
	}

	private static void requireSum(String what, Money net, Money tax, Money gross) {
		if (!net.plus(tax).equals(gross)) {
			throw new IllegalArgumentException("%s: %s + %s is not %s".formatted(what, net, tax, gross));
		}
	}

	/** The number comes last, because taking it locks the series. */
	Invoice number(InvoiceNumber next) {
		this.place = next;
		this.number = this.place.text();
		return this;
	}

	InvoiceView view() {
		Shipping charge = this.shipping;
		return new InvoiceView(this.id, this.number, this.orderId, this.orderNumber, this.customerId, this.seller,
				this.billTo.address(), this.issuedAt, this.dueDate, this.paymentMethod, this.pricesIncludeTax,
				this.lines.stream().map(this::view).toList(), (charge != null) ? view(charge) : null,
				this.taxes.stream()
					.map((total) -> new InvoiceView.TaxTotal(rate(total.rate()), money(total.base()),
							money(total.tax())))
					.toList(),
				money(this.net), money(this.tax), money(this.gross), money(this.discount), this.buyerReference,
				this.buyerVatId);
	}

	private IssueInvoice.Line view(Line line) {
		return new IssueInvoice.Line(line.lineNumber(), new Sku(line.sku()), line.description(), line.quantity(),
				money(line.unitPrice()), money(line.discount()), rate(line.taxRate()), money(line.net()),
				money(line.tax()), money(line.gross()));
	}

	private IssueInvoice.ShippingCharge view(Shipping charge) {
		return new IssueInvoice.ShippingCharge(charge.description(), rate(charge.taxRate()), money(charge.net()),
				money(charge.tax()), money(charge.gross()));
	}

	private Money money(BigDecimal amount) {
		return Money.stored(amount, Currency.getInstance(this.currency));
	}

	/** 19.00, 5.50, 8.875: two decimals, or as many as are needed. */
	private static BigDecimal rate(BigDecimal rate) {
		BigDecimal shortest = rate.stripTrailingZeros();
		return (shortest.scale() < 2) ? shortest.setScale(2, RoundingMode.UNNECESSARY) : shortest;
	}

	/**
	 * Adds the inserts: plain ones, because others wait for the number after this one and
	 * nothing is ever changed.
	 */
	void write(Writes writes) {
		Shipping charge = this.shipping;
		writes.add(INSERT,
				Arrays.asList(this.id, this.kind.name(), this.place.series(), this.place.year(), this.place.sequence(),
						this.number, this.orderId, this.orderNumber, this.channel.name(), this.customerId,
						SELLER.convertToDatabaseColumn(this.seller), this.billTo.name(), this.billTo.company(),
						this.billTo.line1(), this.billTo.line2(), this.billTo.city(), this.billTo.region(),
						this.billTo.postalCode(), this.billTo.country(), this.paymentMethod, this.currency,
						this.pricesIncludeTax, (charge != null) ? charge.description() : null,
						(charge != null) ? charge.taxRate() : null, (charge != null) ? charge.net() : null,
						(charge != null) ? charge.tax() : null, (charge != null) ? charge.gross() : null, this.discount,
						this.net, this.tax, this.gross, this.issuedAt.atOffset(ZoneOffset.UTC), this.dueDate,
						this.buyerReference, this.buyerVatId));
		writes.add(INSERT_LINES,
				List.of(this.id, SqlArrays.numbers(this.lines, Line::lineNumber),
						SqlArrays.texts(this.lines, Line::sku), SqlArrays.texts(this.lines, Line::description),
						SqlArrays.numbers(this.lines, Line::quantity), SqlArrays.texts(this.lines, Line::unitPrice),
						SqlArrays.texts(this.lines, Line::discount), SqlArrays.texts(this.lines, Line::taxRate),
						SqlArrays.texts(this.lines, Line::net), SqlArrays.texts(this.lines, Line::tax),
						SqlArrays.texts(this.lines, Line::gross)));
		writes.add(INSERT_TAXES, List.of(this.id, SqlArrays.texts(this.taxes, TaxTotal::rate),
				SqlArrays.texts(this.taxes, TaxTotal::base), SqlArrays.texts(this.taxes, TaxTotal::tax)));
	}

	/** Credit notes correct invoices. */
	enum Kind {

		INVOICE, CREDIT_NOTE

	}

	@Embeddable
	record Line(int lineNumber, String sku, String description, int quantity, BigDecimal unitPrice, BigDecimal discount,
			BigDecimal taxRate, BigDecimal net, BigDecimal tax, BigDecimal gross) {

		static Line from(IssueInvoice.Line line) {
			return new Line(line.lineNumber(), line.sku().value(), line.description(), line.quantity(),
					line.unitPrice().amount(), line.discount().amount(), line.taxRate(), line.net().amount(),
					line.tax().amount(), line.gross().amount());
		}

	}

	@Embeddable
	record TaxTotal(BigDecimal rate, BigDecimal base, BigDecimal tax) {
	}

	@Embeddable
	record Shipping(@Column(name = "shipping_description") String description,
			@Column(name = "shipping_tax_rate") BigDecimal taxRate, @Column(name = "shipping_net") BigDecimal net,
			@Column(name = "shipping_tax") BigDecimal tax, @Column(name = "shipping_gross") BigDecimal gross) {

		static Shipping from(IssueInvoice.ShippingCharge charge) {
			return new Shipping(charge.description(), charge.taxRate(), charge.net().amount(), charge.tax().amount(),
					charge.gross().amount());
		}

	}

	@Embeddable
	record BillTo(@Column(name = "bill_to_name") String name,
			@Column(name = "bill_to_company") @Nullable String company, @Column(name = "bill_to_line1") String line1,
			@Column(name = "bill_to_line2") @Nullable String line2, @Column(name = "bill_to_city") String city,
			@Column(name = "bill_to_region") @Nullable String region,
			@Column(name = "bill_to_postal_code") @Nullable String postalCode,
			@Column(name = "bill_to_country") String country) {

		static BillTo from(PostalAddress address) {
			return new BillTo(address.name(), address.company(), address.line1(), address.line2(), address.city(),
					address.region(), address.postalCode(), address.country().value());
		}

		PostalAddress address() {
			return new PostalAddress(this.name, this.company, this.line1, this.line2, this.city, this.region,
					this.postalCode, new CountryCode(this.country));
		}

	}

}
