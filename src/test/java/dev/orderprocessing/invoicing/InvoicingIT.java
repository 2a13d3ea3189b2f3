package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@IntegrationTest
class InvoicingIT {

	private static final Currency EUR = Currency.getInstance("EUR");

	@Autowired
	private Invoicing invoicing;

	@Autowired
	private InvoiceNumbers numbers;

	@Autowired
	private InvoicingInvariants invariants;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private StatementCounter statements;

	@Test
	void issuedInvoicesAreReadBackAsTheyWereIssued() {
		UUID order = Ids.next();

		InvoiceView issued = this.invoicing.issue(invoice(order, null));

		assertThat(issued.number()).matches("INV-[0-9]{4}-[0-9]{6,}");
		assertThat(issued.gross()).isEqualTo(Money.of("40.70", EUR));
		assertThat(issued.net()).isEqualTo(Money.of("34.79", EUR));
		assertThat(issued.tax()).isEqualTo(Money.of("5.91", EUR));
		assertThat(issued.discount()).isEqualTo(Money.of("2.00", EUR));
		assertThat(issued.taxes()).containsExactly(
				new InvoiceView.TaxTotal(new BigDecimal("7.00"), Money.of("5.61", EUR), Money.of("0.39", EUR)),
				new InvoiceView.TaxTotal(new BigDecimal("19.00"), Money.of("29.18", EUR), Money.of("5.52", EUR)));
		assertThat(issued.dueDate())
			.isEqualTo(java.time.LocalDate.ofInstant(issued.issuedAt(), java.time.ZoneOffset.UTC).plusDays(30));
		assertThat(this.invoicing.invoicesOf(order)).containsExactly(issued);
		assertThat(this.invoicing.find(issued.number())).contains(issued);
		assertThat(this.invoicing.find(issued.id().toString())).contains(issued);
	}

	@Test
	void refusesAmountsThatDoNotAddUp() {
		var command = invoice(Ids.next(), null);
		var line = command.lines().getFirst();
		var wrong = new IssueInvoice.Line(9, line.sku(), line.description(), 1, line.unitPrice(), line.discount(),
				line.taxRate(), line.net(), line.tax(), line.gross().plus(Money.of("0.01", EUR)));

		assertThatIllegalArgumentException().isThrownBy(() -> this.invoicing.issue(new IssueInvoice(command.orderId(),
				"SO-1", Channel.WEB, null, command.billTo(), EUR, true, 0, "CARD", List.of(wrong), null, null, null)));
	}

	@Test
	void numbersHaveNoGapsWhenManyAreIssuedAtOnceAndSomeRollBack() throws Exception {
		String series = "T" + Long.toHexString(System.nanoTime()).toUpperCase(java.util.Locale.ROOT);
		var transaction = new TransactionTemplate(this.transactions);
		List<Callable<Integer>> issues = IntStream.range(0, 50).mapToObj((i) -> (Callable<Integer>) () -> {
			Integer sequence = transaction.execute((status) -> {
				InvoiceNumber number = this.numbers.next(series, 2026);
				if (i % 5 == 0) {
					status.setRollbackOnly();
					return 0;
				}
				return number.sequence();
			});
			return (sequence != null) ? sequence : -1;
		}).toList();

		var taken = new ArrayList<Integer>();
		try (var threads = Executors.newFixedThreadPool(12)) {
			for (var issue : threads.invokeAll(issues)) {
				taken.add(issue.get());
			}
		}

		assertThat(taken.stream().filter((sequence) -> sequence > 0).sorted())
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
		// leave no counter without invoices behind
		this.jdbc.sql("DELETE FROM invoice_counter WHERE series = :series").param("series", series).update();
	}

	@Test
	void manyInvoicesAtOnceKeepTheBooksExact() throws Exception {
		UUID order = Ids.next();
		var transaction = new TransactionTemplate(this.transactions);
		List<Callable<Boolean>> issues = IntStream.range(0, 50).mapToObj((i) -> (Callable<Boolean>) () -> {
			transaction.executeWithoutResult((status) -> {
				this.invoicing.issue(invoice(order, null));
				if (i % 5 == 0) {
					status.setRollbackOnly();
				}
			});
			return true;
		}).toList();

		try (var threads = Executors.newFixedThreadPool(12)) {
			for (var issue : threads.invokeAll(issues)) {
				assertThat(issue.get()).isTrue();
			}
		}

		assertThat(this.invoicing.summariesOf(order)).hasSize(40);
		assertSound();
	}

	@Test
	void issuedInvoicesNeverChange() {
		InvoiceView issued = this.invoicing.issue(invoice(Ids.next(), null));

		for (String change : List.of("UPDATE invoice SET due_date = due_date + 1 WHERE id = :id",
				"DELETE FROM invoice WHERE id = :id", "UPDATE invoice_line SET quantity = 9 WHERE invoice_id = :id",
				"DELETE FROM invoice_line WHERE invoice_id = :id",
				"UPDATE invoice_tax SET tax = 0 WHERE invoice_id = :id",
				"DELETE FROM invoice_tax WHERE invoice_id = :id")) {
			assertThatExceptionOfType(DataAccessException.class).as(change)
				.isThrownBy(() -> this.jdbc.sql(change).param("id", issued.id()).update())
				.withMessageContaining("an issued invoice never changes");
		}
	}

	@Test
	void listsNewestFirstInPages() {
		UUID customer = Ids.next();
		var issued = IntStream.range(0, 5)
			.mapToObj((i) -> this.invoicing.issue(invoice(Ids.next(), customer)).number())
			.toList();
		var filter = new InvoiceFilter(null, customer, null, null, null);

		var first = this.invoicing.list(filter, PageRequest.of("invoices", 3, null));
		var second = this.invoicing.list(filter, PageRequest.of("invoices", 3, first.nextCursor()));

		assertThat(first.items()).extracting(InvoiceSummary::number)
			.containsExactly(issued.get(4), issued.get(3), issued.get(2));
		assertThat(second.items()).extracting(InvoiceSummary::number).containsExactly(issued.get(1), issued.get(0));
		assertThat(second.nextCursor()).isNull();
	}

	@Test
	void filtersByOrderNumberAndTimeOfIssue() {
		UUID order = Ids.next();
		InvoiceView issued = this.invoicing.issue(invoice(order, null));
		var page = PageRequest.of("invoices", 10, null);

		assertThat(this.invoicing.list(new InvoiceFilter(order, null, null, null, null), page).items()).hasSize(1);
		assertThat(this.invoicing.list(new InvoiceFilter(null, null, issued.number(), null, null), page).items())
			.hasSize(1);
		assertThat(this.invoicing
			.list(new InvoiceFilter(order, null, null, issued.issuedAt(), issued.issuedAt().plusSeconds(1)), page)
			.items()).hasSize(1);
		assertThat(this.invoicing.list(new InvoiceFilter(order, null, null, null, issued.issuedAt()), page).items())
			.isEmpty();
	}

	@Test
	void listsWithOneStatement() {
		var page = PageRequest.of("invoices", 10, null);

		assertThat(
				this.statements.count(() -> this.invoicing.list(new InvoiceFilter(null, null, null, null, null), page)))
			.isEqualTo(1);
	}

	@Test
	void theBooksAreSound() {
		this.invoicing.issue(invoice(Ids.next(), null));

		assertSound();
	}

	private void assertSound() {
		this.invariants.list()
			.forEach((invariant) -> assertThat(this.jdbc.sql(invariant.violations()).query(String.class).list())
				.as(invariant.statement())
				.isEmpty());
	}

	/** Two lines at 19 % and 7 %, and shipping at 19 %. */
	static IssueInvoice invoice(UUID order, @Nullable UUID customer) {
		return new IssueInvoice(order, "SO-100042", Channel.WEB, customer,
				new PostalAddress("Ada Buyer", null, "1 Main St", null, "Berlin", null, "10115", new CountryCode("DE")),
				EUR, true, 30, "INVOICE",
				List.of(line(1, "MUG-BLUE", "Blue mug, engraved", 2, "15.90", "2.00", "19", "25.04", "4.76", "29.80"),
						line(2, "BOOK", "Book", 1, "6.00", "0.00", "7.0", "5.61", "0.39", "6.00")),
				new IssueInvoice.ShippingCharge("Standard delivery", new BigDecimal("19.000"), Money.of("4.14", EUR),
						Money.of("0.76", EUR), Money.of("4.90", EUR)),
				null, null);
	}

	private static IssueInvoice.Line line(int number, String sku, String description, int quantity, String unitPrice,
			String discount, String rate, String net, String tax, String gross) {
		return new IssueInvoice.Line(number, new Sku(sku), description, quantity, Money.of(unitPrice, EUR),
				Money.of(discount, EUR), new BigDecimal(rate), Money.of(net, EUR), Money.of(tax, EUR),
				Money.of(gross, EUR));
	}

}
