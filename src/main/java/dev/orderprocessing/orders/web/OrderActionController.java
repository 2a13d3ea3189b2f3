package dev.orderprocessing.orders.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.AllowedFor;
import dev.orderprocessing.kernel.ApiTag;
import dev.orderprocessing.kernel.Command;
import dev.orderprocessing.kernel.IfMatch;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.HoldType;
import dev.orderprocessing.orders.OrderCommands;
import dev.orderprocessing.orders.OrderCommands.Target;
import dev.orderprocessing.orders.OrderCommands.Units;
import dev.orderprocessing.orders.OrderView;
import dev.orderprocessing.orders.Orders;
import dev.orderprocessing.payments.PaymentMethod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The commands that move an order. Bodies are optional: without one, a command acts on
 * all that is ready.
 */
@RestController
@RequestMapping("/api/v1/orders/{order}")
class OrderActionController {

	private final Orders orders;

	OrderActionController(Orders orders) {
		this.orders = orders;
	}

	@PostMapping("/verify")
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.VERIFICATION)
	@Operation(summary = "Verify an order again", description = """
			Runs every check on a PLACED order: after stock came in, the customer was unblocked, or to override. With \
			override and a reason, failed checks are waived, except stock and delivery, which cannot be. Passed: the \
			stock is reserved and the order is VERIFIED. Refused when the order is not PLACED.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"override":true,"reason":"Price agreed on the phone"}""")))
	ResponseEntity<OrderView> verifyOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable VerifyRequest request) {
		return done(this.orders.verify(target(order, ifMatch),
				(request != null) ? new OrderCommands.Verify(Boolean.TRUE.equals(request.override()), request.reason())
						: new OrderCommands.Verify(false, null)));
	}

	@PostMapping("/hold")
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.VERIFICATION)
	@Operation(summary = "Hold an order", description = """
			Nothing is fulfilled, shipped or invoiced while a hold is active. An order can have several. Refused when \
			the order is CONFIRMED or CANCELLED.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"type":"CUSTOMER_REQUEST","reason":"Buyer asked to wait until Monday"}""")))
	ResponseEntity<OrderView> holdOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody HoldRequest request) {
		return done(this.orders.hold(target(order, ifMatch),
				new OrderCommands.PlaceHold(request.type(), request.reason())));
	}

	@PostMapping("/release")
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.VERIFICATION)
	@Operation(summary = "Release holds", description = """
			Lifts one hold, or without holdId every hold you may lift. PAYMENT holds are lifted by the payment itself \
			or by FINANCE; VERIFICATION holds by verifying. Refused when nothing is held.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"reason":"Buyer is ready"}""")))
	ResponseEntity<OrderView> releaseOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ReleaseRequest request) {
		return done(this.orders.release(target(order, ifMatch),
				(request != null) ? new OrderCommands.Release(request.holdId(), request.reason())
						: new OrderCommands.Release(null, null)));
	}

	@PostMapping("/cancel")
	@Command
	@AllowedFor({ Role.STOREFRONT, Role.OPS })
	@Tag(name = ApiTag.PLACEMENT)
	@Operation(summary = "Cancel an order or lines of it", description = """
			Without lines: everything that has not been shipped; with lines: so many units of each. Reservations are \
			released, an authorised card is given up, and payment.refundDue says what must be paid back. When nothing \
			is left the order is CANCELLED. Refused for units that have been shipped.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"reason":"Buyer changed their mind"}""")))
	ResponseEntity<OrderView> cancelOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable CancelRequest request) {
		return done(this.orders.cancel(target(order, ifMatch),
				(request != null) ? new OrderCommands.Cancel(request.reason(), units(request.lines()))
						: new OrderCommands.Cancel(null, null)));
	}

	@PostMapping("/services")
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.FULFILLMENT)
	@Operation(summary = "Mark service work as done", description = """
			Engraving, assembly and the like must be done before the units of a line are packed. Without a body: all \
			open work of the order. Refused when no work is open.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"lines":[1]}""")))
	ResponseEntity<OrderView> completeServices(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ServicesRequest request) {
		return done(this.orders.completeServices(target(order, ifMatch),
				new OrderCommands.CompleteServices((request != null) ? request.lines() : null)));
	}

	@PostMapping("/fulfill")
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.FULFILLMENT)
	@Operation(summary = "Pick and pack an order",
			description = """
					Packs reserved units: all that are ready, or those of the lines that are named. When all live units are \
					packed the order is FULFILLED. Refused under a hold, with open service work, or when nothing is reserved.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> fulfillOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable FulfillRequest request) {
		return done(this.orders.fulfill(target(order, ifMatch),
				new OrderCommands.Fulfill((request != null) ? units(request.lines()) : null)));
	}

	@PostMapping("/ship")
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "Ship packed units", description = """
			One shipment per warehouse with carrier and tracking; goods issue happens at once. Without a body: all \
			that is packed, by the delivery method's carrier. When all live units have left the order is SHIPPED. \
			Refused under a hold, or when nothing is packed.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(examples = { @ExampleObject(name = "All that is packed", value = "{}"),
					@ExampleObject(name = "With tracking", value = """
							{"carrier":"DHL","trackingNumber":"00340434161094042557"}""") }))
	ResponseEntity<OrderView> shipOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ShipRequest request) {
		return done(this.orders.ship(target(order, ifMatch),
				(request != null)
						? new OrderCommands.Ship(request.warehouse(), request.carrier(), request.trackingNumber(),
								request.trackingUrl(), units(request.lines()))
						: new OrderCommands.Ship(null, null, null, null, null)));
	}

	@PostMapping("/deliver")
	@Command
	@AllowedFor({ Role.OPS, Role.PARTNER })
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "Note a delivery", description = """
			The shipment, or all shipments under way, have reached the buyer. The invoice follows at once (default \
			policy), unless the order is held. Refused when nothing is under way.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"proof":"Signed by A. Buyer"}""")))
	ResponseEntity<OrderView> deliverOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable DeliverRequest request) {
		return done(this.orders.deliver(target(order, ifMatch),
				(request != null) ? new OrderCommands.Deliver(request.shipment(), request.proof())
						: new OrderCommands.Deliver(null, null)));
	}

	@PostMapping("/invoice")
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "Invoice what is due", description = """
			Issues an invoice over all delivered units that are not invoiced; usually that happens by itself. An \
			authorised card is captured right after. Refused under a hold, or when nothing is due.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> invoiceOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable EmptyRequest request) {
		return done(this.orders.invoice(target(order, ifMatch)));
	}

	@PostMapping("/payments")
	@Command(keyRequired = true)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "Record a payment", description = """
			Money that has arrived (FINANCE: any method; OPS: cash on delivery) or another card to authorise \
			(STOREFRONT, OPS, FINANCE). Without a body: the whole balance by the order's own method. An order with \
			nothing left to do and nothing owed is CONFIRMED. Refused when nothing is owed, when the amount exceeds \
			the balance, or while a card is authorised.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(
			content = @Content(examples = { @ExampleObject(name = "The balance", value = """
					{"method":"BANK_TRANSFER","reference":"Statement 2026-11, line 4"}"""),
					@ExampleObject(name = "Another card", value = """
							{"method":"CARD","token":"tok_approve"}""") }))
	ResponseEntity<OrderView> payOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable PayRequest request) {
		return done(this.orders.pay(target(order, ifMatch), (request != null)
				? new OrderCommands.Pay(request.method(), request.amount(), request.reference(), request.token())
				: new OrderCommands.Pay(null, null, null, null)));
	}

	@PostMapping("/confirm")
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.CONFIRMATION)
	@Operation(summary = "Confirm a completed order", description = """
			Happens by itself after the last payment; by hand only when the order was held at that moment. The buyer \
			is told by mail and invited to give feedback. Refused while something is owed or under way.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> confirmOrder(@OrderPath @PathVariable String order,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable EmptyRequest request) {
		return done(this.orders.confirm(target(order, ifMatch)));
	}

	private static ResponseEntity<OrderView> done(OrderView view) {
		return ResponseEntity.ok(view);
	}

	private static Target target(String order, @Nullable String ifMatch) {
		return new Target(order, IfMatch.version(ifMatch));
	}

	private static @Nullable List<Units> units(@Nullable List<UnitsRequest> lines) {
		return Optional.ofNullable(lines)
			.map((units) -> units.stream()
				.map((unit) -> new Units(unit.lineNumber(), unit.quantity().units()))
				.toList())
			.orElse(null);
	}

	@Schema(name = "VerifyOrder")
	record VerifyRequest(@Nullable Boolean override, @Size(min = 1, max = 500) @Nullable String reason) {
	}

	@Schema(name = "HoldOrder")
	record HoldRequest(@NotNull HoldType type, @NotBlank @Size(max = 500) String reason) {
	}

	@Schema(name = "ReleaseOrder")
	record ReleaseRequest(@Nullable UUID holdId, @Size(min = 1, max = 500) @Nullable String reason) {
	}

	@Schema(name = "CancelOrder")
	record CancelRequest(@Size(min = 1, max = 500) @Nullable String reason,
			@Size(min = 1, max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {
	}

	@Schema(name = "CompleteServices")
	record ServicesRequest(@Size(min = 1, max = 1000) @Nullable List<@NotNull @Min(1) @Max(1000) Integer> lines) {
	}

	@Schema(name = "FulfillOrder")
	record FulfillRequest(@Size(min = 1, max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {
	}

	@Schema(name = "ShipOrder")
	record ShipRequest(@Size(min = 1, max = 40) @Schema(example = "MAIN") @Nullable String warehouse,
			@Size(min = 1, max = 40) @Schema(example = "DHL") @Nullable String carrier,
			@Size(min = 1, max = 100) @Nullable String trackingNumber,
			@Size(min = 1, max = 500) @Nullable String trackingUrl,
			@Size(min = 1, max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {
	}

	@Schema(name = "DeliverOrder")
	record DeliverRequest(
			@Schema(description = "Number or id of a shipment; absent: all under way") @Size(min = 1,
					max = 40) @Nullable String shipment,
			@Schema(example = "Signed by A. Buyer") @Size(min = 1, max = 500) @Nullable String proof) {
	}

	@Schema(name = "PayOrder")
	record PayRequest(@Nullable PaymentMethod method,
			@Schema(description = "Absent: the whole balance") @Nullable Money amount,
			@Size(min = 1, max = 200) @Nullable String reference,
			@Schema(description = "For CARD: the token of the card") @Size(min = 1, max = 200) @Nullable String token) {
	}

	@Schema(name = "Units", description = "Units of one line")
	record UnitsRequest(@NotNull @Min(1) @Max(1000) @Schema(example = "1") Integer lineNumber,
			@NotNull Quantity quantity) {
	}

	@Schema(name = "Nothing", description = "This command takes no input")
	record EmptyRequest() {
	}

}
