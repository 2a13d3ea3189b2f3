package dev.orderprocessing.orders.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.Reference;
import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.orders.OrderView;
import dev.orderprocessing.orders.Orders;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderCommands;
import dev.orderprocessing.orders.model.OrderCommands.Target;
import dev.orderprocessing.orders.model.OrderCommands.Units;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.shipping.Label;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
	@DocumentPosition(201)
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.VERIFICATION)
	@Operation(summary = "Verify an order again",
			description = """
					Runs every check on a PLACED order again: after stock came in, the customer was unblocked, or to override. \
					With override and a reason, failed checks are waived, but for stock and delivery, which cannot be. Passed: the \
					stock is reserved, the order is VERIFIED and can be fulfilled. Failed: it stays PLACED, and the verification \
					of the order says what would lift it. Refused when the order is not PLACED.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"override":true,"reason":"Price agreed on the phone"}""")))
	ResponseEntity<OrderView> verifyOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_VERIFY) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable VerifyRequest request) {
		return done(this.orders.verify(target(order, ifMatch), said(request, VerifyRequest.EMPTY).toCommand()));
	}

	@PostMapping("/hold")
	@DocumentPosition(120)
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Hold an order", description = """
			Stops an order for the reason you give: nothing is fulfilled, shipped or invoiced while a hold is \
			active. An order can have several holds. Release it to go on. Refused when the order is CONFIRMED or \
			CANCELLED.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"type":"CUSTOMER_REQUEST","reason":"Buyer asked to wait until Monday"}""")))
	ResponseEntity<OrderView> holdOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_HOLD) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody HoldRequest request) {
		return done(this.orders.hold(target(order, ifMatch),
				new OrderCommands.PlaceHold(request.type(), request.reason())));
	}

	@PostMapping("/release")
	@DocumentPosition(121)
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Release holds",
			description = """
					Lifts one hold (holdId, from the order's holds), or without holdId every hold that you may lift; then the \
					order goes on from where it stood. PAYMENT holds are lifted by the payment itself or by FINANCE, VERIFICATION \
					holds by verifying again. Refused when nothing is held.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"reason":"Buyer is ready"}""")))
	ResponseEntity<OrderView> releaseOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_RELEASE) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ReleaseRequest request) {
		return done(this.orders.release(target(order, ifMatch), said(request, ReleaseRequest.EMPTY).toCommand()));
	}

	@PostMapping("/cancel")
	@DocumentPosition(122)
	@Command
	@AllowedFor({ Role.STOREFRONT, Role.OPS })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Cancel an order or lines of it",
			description = """
					Without lines: everything that has not been shipped; with lines: so many units of each. Reserved units can be \
					sold again at once, an authorised card is given up, and payment.refundDue says what must be paid back. When no \
					unit is left the order is CANCELLED, for good. Refused for units that have been shipped; those can only be \
					returned.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"reason":"Buyer changed their mind"}""")))
	ResponseEntity<OrderView> cancelOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_CANCEL) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable CancelRequest request) {
		return done(this.orders.cancel(target(order, ifMatch), said(request, CancelRequest.EMPTY).toCommand()));
	}

	@PostMapping("/services")
	@DocumentPosition(300)
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.FULFILLMENT)
	@Operation(summary = "Mark service work as done",
			description = """
					Engraving, assembly and the like must be done before the units of a line are packed. Without lines: all open \
					work of the order. Then fulfill the order. Refused when no work is open.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"lines":[1]}""")))
	ResponseEntity<OrderView> completeServices(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_SERVE) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ServicesRequest request) {
		return done(
				this.orders.completeServices(target(order, ifMatch), said(request, ServicesRequest.EMPTY).toCommand()));
	}

	@PostMapping("/fulfill")
	@DocumentPosition(301)
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.FULFILLMENT)
	@Operation(summary = "Pick and pack an order",
			description = """
					Packs reserved units: all that are ready, or those of the lines that are named. When all live units are \
					packed the order is FULFILLED; then ship it. Refused under a hold, while service work is open, or when nothing \
					is reserved.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> fulfillOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_FULFILL) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable FulfillRequest request) {
		return done(this.orders.fulfill(target(order, ifMatch), said(request, FulfillRequest.EMPTY).toCommand()));
	}

	@PostMapping("/ship")
	@DocumentPosition(400)
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "Ship packed units",
			description = """
					Hands all that is packed, or the lines that are named, to the carrier: one shipment per warehouse, goods \
					issue at once. Leave out carrier and tracking number, or send {}, and the delivery method's own carrier takes \
					it and gives out a number. Where packed units wait in several warehouses, describe each in shipments: \
					{"shipments":[{"warehouse":"MAIN","trackingNumber":"…"},{"warehouse":"NORTH","trackingNumber":"…"}]}. When all \
					live units have left the order is SHIPPED; note the delivery next. Refused under a hold, when nothing is packed, \
					or for a part when the buyer wants one delivery.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"carrier":"DHL","trackingNumber":"00340434161094042557"}""")))
	ResponseEntity<OrderView> shipOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_SHIP) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable ShipRequest request) {
		return done(this.orders.ship(target(order, ifMatch), said(request, ShipRequest.EMPTY).toCommand()));
	}

	@PostMapping("/deliver")
	@DocumentPosition(401)
	@Command
	@AllowedFor({ Role.OPS, Role.PARTNER })
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "Note a delivery",
			description = """
					The shipment, or without one all shipments under way, have reached the buyer. The invoice follows at once \
					(default policy) unless the order is held; then only the payment is missing. Refused when nothing is under way.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"proof":"Signed by A. Buyer"}""")))
	ResponseEntity<OrderView> deliverOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_DELIVER) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable DeliverRequest request) {
		return done(this.orders.deliver(target(order, ifMatch), said(request, DeliverRequest.EMPTY).toCommand()));
	}

	@PostMapping("/tracking")
	@DocumentPosition(402)
	@Command
	@AllowedFor(Role.OPS)
	@Tag(name = ApiTag.SHIPPING)
	@Operation(summary = "Correct a tracking number", description = """
			Another carrier, number or address for a shipment that is under way; the buyer is told by mail. Without a \
			shipment: the only one under way. Refused when nothing is under way, or after the delivery.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"carrier":"DHL","trackingNumber":"00340434161094042564"}""")))
	ResponseEntity<OrderView> trackOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_TRACK) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody TrackRequest request) {
		return done(this.orders.track(target(order, ifMatch), request.toCommand()));
	}

	@PostMapping("/invoice")
	@DocumentPosition(500)
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "Invoice what is due",
			description = """
					Issues an invoice over all delivered units that are not invoiced. Usually that happens by itself; by hand \
					after the order was held on delivery. An authorised card is charged right after; otherwise record the payment \
					when it arrives. Refused under a hold, or when nothing is due.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> invoiceOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_INVOICE) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable EmptyRequest request) {
		return done(this.orders.invoice(target(order, ifMatch)));
	}

	@PostMapping("/payments")
	@DocumentPosition(502)
	@Command(keyRequired = true)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.PAYMENT)
	@Operation(summary = "Record a payment",
			description = """
					Charges another card, or records money that has arrived: {"method":"BANK_TRANSFER","reference":"Statement 11"} \
					or {"method":"CASH_ON_DELIVERY","amount":{"amount":"10.00","currency":"EUR"}}. Without an amount: the whole \
					balance; without a body: by the order's own method. CARD: STOREFRONT, OPS, FINANCE; CASH_ON_DELIVERY, for orders \
					of that method after delivery: OPS, FINANCE; the others: FINANCE. An order with nothing left to do and nothing \
					owed is CONFIRMED. Refused when nothing is owed, when the amount exceeds the balance, or while a card is \
					authorised. A declined card leaves the order as it was, with payment.status DECLINED. Money that arrives for a \
					cancelled order is recorded with its amount, by BANK_TRANSFER or INVOICE, and is due back.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"method":"CARD","token":"tok_approve"}""")))
	ResponseEntity<OrderView> payOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_PAY) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable PayRequest request) {
		return done(this.orders.pay(target(order, ifMatch), said(request, PayRequest.EMPTY).toCommand()));
	}

	@PostMapping("/confirm")
	@DocumentPosition(600)
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE })
	@Tag(name = ApiTag.CONFIRMATION)
	@Operation(summary = "Confirm a completed order", description = """
			Happens by itself after the last payment; by hand only when the order was held at that moment. The buyer \
			is told by mail and invited to give feedback. Refused while something is owed, under way or held.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = "{}")))
	ResponseEntity<OrderView> confirmOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_CONFIRM) @PathVariable String order,
			@IfMatchHeader @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody(required = false) @Nullable EmptyRequest request) {
		return done(this.orders.confirm(target(order, ifMatch)));
	}

	private static ResponseEntity<OrderView> done(OrderView view) {
		return ResponseEntity.ok(view);
	}

	/** A body may be left out; then nothing was said, as in an empty one. */
	private static <T> T said(@Nullable T request, T empty) {
		return (request != null) ? request : empty;
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
	record VerifyRequest(@Schema(description = "true: waive failed checks; needs a reason") @Nullable Boolean override,
			@Schema(description = "Kept in the history") @Size(min = 1, max = 500) @Nullable String reason) {

		private static final VerifyRequest EMPTY = new VerifyRequest(null, null);

		OrderCommands.Verify toCommand() {
			return new OrderCommands.Verify(Boolean.TRUE.equals(this.override), this.reason);
		}

	}

	@Schema(name = "HoldOrder")
	record HoldRequest(@Schema(
			description = "FRAUD, CUSTOMER_REQUEST, STOCK or OTHER; the others are placed by the service") @NotNull HoldType type,
			@Schema(description = "Shown to whoever wonders why the order waits") @NotBlank @Size(
					max = 500) String reason) {
	}

	@Schema(name = "ReleaseOrder")
	record ReleaseRequest(@Schema(
			description = "Of one hold, from the order's holds; absent: every hold you may lift") @Nullable UUID holdId,
			@Schema(description = "Kept in the history") @Size(min = 1, max = 500) @Nullable String reason) {

		private static final ReleaseRequest EMPTY = new ReleaseRequest(null, null);

		OrderCommands.Release toCommand() {
			return new OrderCommands.Release(this.holdId, this.reason);
		}

	}

	@Schema(name = "CancelOrder")
	record CancelRequest(@Schema(description = "Kept in the history") @Size(min = 1, max = 500) @Nullable String reason,
			@Schema(description = "Absent: everything that has not been shipped") @Size(min = 1,
					max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {

		private static final CancelRequest EMPTY = new CancelRequest(null, null);

		OrderCommands.Cancel toCommand() {
			return new OrderCommands.Cancel(this.reason, units(this.lines));
		}

	}

	@Schema(name = "CompleteServices")
	record ServicesRequest(@Schema(description = "Numbers of lines; absent: all lines") @Size(min = 1,
			max = 1000) @Nullable List<@NotNull @Min(1) @Max(1000) Integer> lines) {

		private static final ServicesRequest EMPTY = new ServicesRequest(null);

		OrderCommands.CompleteServices toCommand() {
			return new OrderCommands.CompleteServices(this.lines);
		}

	}

	@Schema(name = "FulfillOrder")
	record FulfillRequest(@Schema(description = "Absent: all units that are ready") @Size(min = 1,
			max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {

		private static final FulfillRequest EMPTY = new FulfillRequest(null);

		OrderCommands.Fulfill toCommand() {
			return new OrderCommands.Fulfill(units(this.lines));
		}

	}

	@Schema(name = "ShipOrder")
	record ShipRequest(
			@Size(min = 1, max = 40) @Schema(description = "Absent: every warehouse that holds packed units",
					example = "MAIN") @Nullable String warehouse,
			@Pattern(regexp = Label.CARRIER_FORM, message = Label.CARRIER_IS) @Schema(
					description = "Absent: the delivery method's", example = "DHL") @Nullable String carrier,
			@Schema(description = "Absent: given out by the house carrier", example = "00340434161094042557") @Size(
					min = 1, max = 100) @Reference @Nullable String trackingNumber,
			@Schema(description = "Absent: made from the carrier's template, if there is one") @Size(min = 1,
					max = 500) @Reference @Nullable String trackingUrl,
			@Schema(description = "The shipment of each warehouse that sends something, instead of warehouse, carrier and "
					+ "tracking beside it") @Size(min = 1,
							max = 100) @Nullable List<@Valid @NotNull SendingRequest> shipments,
			@Schema(description = "Absent: all units that are packed") @Size(min = 1,
					max = 1000) @Nullable List<@Valid @NotNull UnitsRequest> lines) {

		private static final ShipRequest EMPTY = new ShipRequest(null, null, null, null, null, null);

		OrderCommands.Ship toCommand() {
			List<SendingRequest> sendings = this.shipments;
			return new OrderCommands.Ship(this.warehouse,
					new Label(this.carrier, this.trackingNumber, this.trackingUrl, ""),
					(sendings != null)
							? IntStream.range(0, sendings.size()).mapToObj((i) -> sendings.get(i).toCommand(i)).toList()
							: null,
					units(this.lines));
		}

	}

	@Schema(name = "ShipOrderShipment", description = "What leaves one warehouse together")
	record SendingRequest(@NotNull @Size(min = 1, max = 40) @Schema(example = "MAIN") String warehouse,
			@Pattern(regexp = Label.CARRIER_FORM, message = Label.CARRIER_IS) @Schema(
					description = "Absent: the delivery method's", example = "DHL") @Nullable String carrier,
			@Schema(description = "Absent: given out by the house carrier", example = "00340434161094042557") @Size(
					min = 1, max = 100) @Reference @Nullable String trackingNumber,
			@Schema(description = "Absent: made from the carrier's template, if there is one") @Size(min = 1,
					max = 500) @Reference @Nullable String trackingUrl) {

		OrderCommands.Sending toCommand(int index) {
			return new OrderCommands.Sending(this.warehouse,
					new Label(this.carrier, this.trackingNumber, this.trackingUrl, "/shipments/" + index));
		}

	}

	@Schema(name = "TrackOrder")
	record TrackRequest(
			@Schema(description = "Number or id of a shipment; absent: the only one under way") @Size(min = 1,
					max = 40) @Nullable String shipment,
			@Pattern(regexp = Label.CARRIER_FORM, message = Label.CARRIER_IS) @Schema(description = "Absent: as it was",
					example = "DHL") @Nullable String carrier,
			@Schema(description = "Absent: as it was", example = "00340434161094042564") @Size(min = 1,
					max = 100) @Reference @Nullable String trackingNumber,
			@Schema(description = "Absent: made from the carrier's template, if there is one") @Size(min = 1,
					max = 500) @Reference @Nullable String trackingUrl) {

		OrderCommands.Track toCommand() {
			return new OrderCommands.Track(this.shipment,
					new Label(this.carrier, this.trackingNumber, this.trackingUrl, ""));
		}

	}

	@Schema(name = "DeliverOrder")
	record DeliverRequest(
			@Schema(description = "Number or id of a shipment; absent: all under way") @Size(min = 1,
					max = 40) @Nullable String shipment,
			@Schema(description = "Who received it, or what the carrier noted",
					example = "Signed by A. Buyer") @Size(min = 1, max = 500) @Nullable String proof) {

		private static final DeliverRequest EMPTY = new DeliverRequest(null, null);

		OrderCommands.Deliver toCommand() {
			return new OrderCommands.Deliver(this.shipment, this.proof);
		}

	}

	@Schema(name = "PayOrder")
	record PayRequest(@Schema(description = "Absent: the order's own") @Nullable PaymentMethod method,
			@Schema(description = "Absent: the whole balance") @Nullable Money amount,
			@Schema(description = "Of the bank statement or receipt", example = "Statement 11") @Size(min = 1,
					max = 200) @Reference @Nullable String reference,
			@Schema(description = "For CARD: the token of the card") @Size(min = 1, max = 200) @Nullable String token) {

		private static final PayRequest EMPTY = new PayRequest(null, null, null, null);

		OrderCommands.Pay toCommand() {
			return new OrderCommands.Pay(this.method, this.amount, this.reference, this.token);
		}

	}

	@Schema(name = "Units", description = "Units of one line")
	record UnitsRequest(@NotNull @Min(1) @Max(1000) @Schema(description = "Of the order, counts from 1",
			example = "1") Integer lineNumber, @NotNull Quantity quantity) {
	}

	@Schema(name = "Nothing", description = "This command takes no input")
	record EmptyRequest() {
	}

}
