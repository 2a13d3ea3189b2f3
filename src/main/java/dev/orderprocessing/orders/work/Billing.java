package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.invoicing.IssueInvoice;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.orders.events.OrderInvoiced;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.LineAmounts;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.payments.Payments;

import org.springframework.stereotype.Component;

/** Issues the invoices of an order and charges the card with them. */
@Component
public class Billing {

	private final Invoicing invoicing;

	private final Payments payments;

	private final PaymentRequests requests;

	Billing(Invoicing invoicing, Payments payments, PaymentRequests requests) {
		this.invoicing = invoicing;
		this.payments = payments;
		this.requests = requests;
	}

	/**
	 * Issues an invoice over all units that are due, captures the card or applies money
	 * that is there.
	 */
	public void invoiceWhatIsDue(Step step) {
		Order order = step.order();
		List<IssueInvoice.Line> lines = new ArrayList<>();
		for (OrderLine line : order.lines()) {
			int units = step.situation().invoiceable(line);
			if (units > 0) {
				lines.add(invoiceLine(line, units));
			}
		}
		boolean withShipping = !order.shippingInvoiced();
		IssueInvoice.ShippingCharge shipping = (withShipping && order.shippingGross().isPositive())
				? new IssueInvoice.ShippingCharge("Shipping " + order.deliveryMethod(), order.shippingTaxRate(),
						order.shippingNet(), order.shippingTax(), order.shippingGross())
				: null;
		IssueInvoice command = new IssueInvoice(order.id(), order.number(), order.channel(), order.buyer().customerId(),
				billTo(order), order.currency(), order.pricesIncludeTax(), order.paymentTermsDays(),
				order.paymentMethod().name(), lines, shipping, order.buyer().reference(), order.buyer().vatId());
		order.invoiced(command.gross(), withShipping);
		Act act = step.act().then(OrderAction.INVOICE);
		order.follow(act, null);
		// all that is known is written before the number is taken, which others wait for
		InvoiceView invoice = this.invoicing.issue(command);
		order.explain(act, invoice.number());
		if (order.paidAmount().isPositive()) {
			this.payments.allocateTo(order.id(), invoice.id());
		}
		this.requests.capture(step, invoice, invoice.gross());
		step.announce((number, channel) -> new OrderInvoiced(number, channel, invoice.number(), invoice.gross(),
				order.count(OrderLine::invoiced) == order.live()));
	}

	/** The company that buys is billed where no other is named. */
	private static PostalAddress billTo(Order order) {
		PostalAddress named = order.billingAddress();
		PostalAddress address = (named != null) ? named : order.shippingAddress();
		String company = order.buyer().company();
		return (address.company() != null || company == null) ? address
				: new PostalAddress(address.name(), company, address.line1(), address.line2(), address.city(),
						address.region(), address.postalCode(), address.country());
	}

	private static IssueInvoice.Line invoiceLine(OrderLine line, int units) {
		LineAmounts amounts = line.invoice(units);
		String services = line.services().stream().map(LineService::code).collect(Collectors.joining(", "));
		return new IssueInvoice.Line(line.lineNumber(), line.sku(),
				services.isEmpty() ? line.name() : "%s (%s)".formatted(line.name(), services), units,
				line.unitPrice().plus(line.servicesPrice()), amounts.discount(), line.taxRate(), amounts.net(),
				amounts.tax(), amounts.gross());
	}

}
