package dev.orderprocessing.orders.web;

import java.util.List;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.orders.OrderQueries;
import dev.orderprocessing.orders.model.HistoryEntry;
import dev.orderprocessing.orders.model.VerificationReport;
import dev.orderprocessing.payments.PaymentView;
import dev.orderprocessing.shipping.ShipmentView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What belongs to an order: findings, history, shipments, invoices, payments. */
@RestController
@RequestMapping("/api/v1/orders/{order}")
class OrderDetailController {

	private final OrderQueries queries;

	OrderDetailController(OrderQueries queries) {
		this.queries = queries;
	}

	@GetMapping("/verification")
	@DocumentPosition(200)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.VERIFICATION)
	@Operation(summary = "Show what verification found", description = """
			Every check of the latest run with its outcome, the evidence it looked at, and the remedy.""")
	VerificationReport getVerification(@Parameter(description = OrderPath.DESCRIPTION,
			example = DemoOrders.TO_VERIFY) @PathVariable String order) {
		return this.queries.verification(order)
			.orElseThrow(() -> new BusinessException(ProblemCode.NOT_FOUND,
					"Order %s has not been verified; POST /api/v1/orders/{order}/verify does it.".formatted(order)));
	}

	@GetMapping("/history")
	@DocumentPosition(123)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Show the history of an order", description = """
			Every command with who, when and why, oldest first; from and to are the milestones.""")
	Items<HistoryEntry> getHistory(@OrderPath @PathVariable String order) {
		return new Items<>(this.queries.history(order));
	}

	@GetMapping("/shipments")
	@DocumentPosition(402)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "List the shipments of an order", description = """
			With carrier, tracking number and URL, and the delivery once it happened; oldest first.""")
	Items<ShipmentView> getShipments(@OrderPath @PathVariable String order) {
		return new Items<>(this.queries.shipments(order));
	}

	@GetMapping("/invoices")
	@DocumentPosition(501)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "List the invoices of an order", description = """
			With lines, tax per rate, shipping charge and due date; oldest first.""")
	Items<InvoiceView> getInvoices(@OrderPath @PathVariable String order) {
		return new Items<>(this.queries.invoices(order));
	}

	@GetMapping("/payments")
	@DocumentPosition(502)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "List the payments of an order", description = """
			Authorisations, captures and money received, with the invoices they pay; oldest first.""")
	Items<PaymentView> getPayments(@OrderPath @PathVariable String order) {
		return new Items<>(this.queries.payments(order));
	}

	/** A list that is always whole. */
	record Items<T>(List<T> items) {
	}

}
