package dev.orderprocessing.orders.web;

import java.net.URI;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.LanguageTag;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.ManyLines;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Reference;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.orders.OrderQueries;
import dev.orderprocessing.orders.OrderView;
import dev.orderprocessing.orders.Orders;
import dev.orderprocessing.orders.model.AmendOrder;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderCommands.Target;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.orders.store.OrderFilter;
import dev.orderprocessing.payments.PaymentMethod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Placing, finding and amending orders. */
@RestController
@RequestMapping("/api/v1/orders")
@DocumentPosition(100)
class OrderPlacementController {

	private final Orders orders;

	private final OrderQueries queries;

	OrderPlacementController(Orders orders, OrderQueries queries) {
		this.orders = orders;
		this.queries = queries;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Command(keyRequired = true)
	@AllowedFor({ Role.STOREFRONT, Role.OPS })
	@Tag(name = ApiTag.PLACEMENT)
	@Operation(summary = "Place an order", description = """
			Takes an order from any channel, for a known customer (customerId) or a guest (customer). Our prices and \
			tax are frozen on the lines. Verification runs at once: when every check passes the stock is reserved and \
			the order is VERIFIED; otherwise it stays PLACED under a VERIFICATION hold, and \
			GET /orders/{order}/verification says what was found and what would lift it. A card is authorised before \
			the answer. With dryRun=true this is a quote: the same answer, nothing kept. Refused: unknown SKU, \
			customer, delivery method or source, a coupon that cannot be used, an external reference that the source \
			has used before.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = {
			@ExampleObject(name = "Known customer, on account",
					value = """
							{"channel":"WEB","customerId":"01900000-0000-7000-8000-000000000001","currency":"EUR",
							 "lines":[{"sku":"MUG-BLUE","quantity":2,"expectedUnitPrice":{"amount":"12.90","currency":"EUR"}}],
							 "shippingAddress":{"name":"Ada Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"},
							 "delivery":{"method":"STANDARD","partialDelivery":true},
							 "payment":{"method":"INVOICE"}}"""),
			@ExampleObject(name = "Guest, by card, with engraving",
					value = """
							{"channel":"WEB","customer":{"name":"Grace Guest","email":"grace@example.org","phone":"+49 30 901820"},
							 "currency":"EUR",
							 "lines":[{"sku":"MUG-BLUE","quantity":1,"services":[{"code":"ENGRAVING","text":"For Ada"}]}],
							 "shippingAddress":{"name":"Grace Guest","line1":"2 Side St","city":"Berlin","postalCode":"10115","country":"DE"},
							 "delivery":{"method":"STANDARD"},
							 "payment":{"method":"CARD","token":"tok_approve"}}""") }))
	ResponseEntity<OrderView> placeOrder(@Valid @RequestBody PlaceOrderRequest request) {
		OrderView placed = this.orders.place(request.toCommand());
		return ResponseEntity.created(URI.create("/api/v1/orders/" + placed.number())).body(placed);
	}

	@GetMapping
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Find orders", description = """
			Newest first; filters combine. A storefront sees the orders of its own channel only.""")
	Slice<OrderView> listOrders(
			@Parameter(description = "The milestone they have reached") @RequestParam(
					required = false) @Nullable OrderStatus status,
			@Parameter(description = "Id of a known customer") @RequestParam(required = false) @Nullable UUID customer,
			@Parameter(description = "Where they came in") @RequestParam(required = false) @Nullable Channel channel,
			@Parameter(description = "The shop or marketplace they came from") @RequestParam(
					required = false) @Nullable SourceCode source,
			@Parameter(description = "Orders with a line of this SKU") @RequestParam(
					required = false) @Nullable Sku sku,
			@Parameter(description = "The number of the order, whole") @RequestParam(
					required = false) @Nullable String number,
			@Parameter(description = "The channel's own number") @RequestParam(
					required = false) @Nullable String externalReference,
			@Parameter(description = "Orders under an active hold of this type") @RequestParam(
					required = false) @Nullable HoldType hold,
			@Parameter(description = "Placed at or after this instant") @RequestParam(
					required = false) @Nullable Instant placedFrom,
			@Parameter(description = "Placed before this instant") @RequestParam(
					required = false) @Nullable Instant placedBefore,
			@Parameter(description = "1 to 200, 50 when absent") @RequestParam(
					required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.queries.list(new OrderFilter(status, customer, channel, source, sku, number, externalReference,
				hold, placedFrom, placedBefore), PageRequest.of("orders", limit, cursor));
	}

	@GetMapping("/{order}")
	@DocumentPosition(110)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Show an order", description = """
			By id or number. allowedActions says what can be done now, waitingFor why it is not moving. The ETag is \
			the version to send as If-Match.""")
	ResponseEntity<OrderView> getOrder(@Parameter(description = OrderPath.DESCRIPTION,
			example = DemoOrders.TO_FULFILL) @PathVariable String order) {
		return ResponseEntity.ok(this.queries.get(order));
	}

	@PatchMapping("/{order}")
	@DocumentPosition(110)
	@Command
	@AllowedFor({ Role.STOREFRONT, Role.OPS })
	@Tag(name = ApiTag.ORDERS)
	@Operation(summary = "Amend an order", description = """
			Changes what is sent and nothing else; what is absent stays. What was agreed stays agreed: units that stay \
			keep price, reservation, place in the queue and finished work; further units are bought at today's price, \
			on a line of their own unless the price is unchanged; fewer units give back the latest. Coupons keep the \
			terms they had. Shipping is priced anew when country, method or goods change. Only checks about what \
			changed run again; when one fails, the order is PLACED under a VERIFICATION hold. Lines, delivery and \
			coupons change before anything is packed; contact, addresses, note and metadata until all is shipped; the \
			payment while nothing is paid. changes says what is different, with dryRun=true what would be. Needs \
			If-Match with the version you have read.""")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"lines":[{"sku":"MUG-BLUE","quantity":3}],"reason":"Buyer wants one more"}""")))
	ResponseEntity<OrderView> amendOrder(
			@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.TO_AMEND) @PathVariable String order,
			@Parameter(description = "ETag of the order as you have read it", required = true,
					example = DemoOrders.TO_AMEND_VERSION) @RequestHeader(name = HttpHeaders.IF_MATCH,
							required = false) @Nullable String ifMatch,
			@Valid @RequestBody AmendOrderRequest request) {
		return ResponseEntity.ok(this.orders.amend(new Target(order, version(ifMatch)), request.toCommand()));
	}

	private static @Nullable Long version(@Nullable String ifMatch) {
		if (ifMatch == null) {
			throw BusinessException.atParameter(ProblemCode.PRECONDITION_REQUIRED, "If-Match",
					"Read the order and send its ETag as If-Match, so that nobody's change is lost.");
		}
		return IfMatch.version(ifMatch);
	}

	@Schema(name = "PlaceOrder")
	record PlaceOrderRequest(@Schema(description = "Where the order came in") @NotNull Channel channel,
			@Schema(description = "The shop or marketplace within the channel; absent: the channel's own. "
					+ "GET /api/v1/sources lists them", example = "web") @Nullable SourceCode source,
			@Schema(description = "The source's own number of the order; unique per source",
					example = "WEB-991") @Size(max = 100) @Reference @Nullable String externalReference,
			@Schema(description = "A known customer; else send customer") @Nullable UUID customerId,
			@Schema(description = "A guest; else send customerId") @Valid @Nullable GuestRequest customer,
			@NotNull @Schema(description = "ISO 4217 code; the products must have prices in it", type = "string",
					pattern = "^[A-Z]{3}$", example = "EUR") Currency currency,
			@NotEmpty @Size(max = 1000) List<@Valid @NotNull LineRequest> lines, @NotNull PostalAddress shippingAddress,
			@Schema(description = "Absent: the shipping address") @Nullable PostalAddress billingAddress,
			@NotNull @Valid DeliveryRequest delivery, @NotNull @Valid PaymentRequest payment,
			@Schema(description = "They apply one after the other") @Size(
					max = 10) @Nullable List<@NotBlank @Size(max = 40) String> couponCodes,
			@Schema(description = "From the buyer, for whoever handles the order") @Size(
					max = 2000) @ManyLines @Nullable String note,
			@Schema(description = "The channel's own key-value pairs, at most 20") @Size(
					max = 20) @Nullable Map<@NotBlank @Size(max = 40) String, @NotNull @Size(
							max = 500) String> metadata,
			@Schema(description = "In which the buyer is written to") @Nullable LanguageTag language,
			@Schema(description = "The company that buys, if the buyer is one",
					example = "Buyer & Sons Ltd") @Size(max = 100) @Nullable String company,
			@Schema(description = "The buyer's VAT number; kept in capitals and without spaces, and a finding at most",
					example = "DE123456789") @Size(max = 40) @Nullable String vatId,
			@Schema(description = "The buyer's own reference, such as a purchase order; it is repeated on the invoice",
					example = "4500012345") @Size(max = 100) @Nullable String buyerReference) {

		PlaceOrder toCommand() {
			GuestRequest guest = this.customer;
			return new PlaceOrder(this.channel, this.source,
					Text.optional("externalReference", this.externalReference, 100), this.customerId,
					(guest != null) ? guest.toBuyer() : null, Money.zero(this.currency).currency(),
					this.lines.stream().map(LineRequest::toCommand).toList(), this.shippingAddress, this.billingAddress,
					this.delivery.method(), Boolean.TRUE.equals(this.delivery.partialDelivery()), this.payment.method(),
					this.payment.token(), (this.couponCodes != null) ? this.couponCodes : List.of(),
					Text.optional("note", this.note, 2000), (this.metadata != null) ? this.metadata : Map.of(),
					details());
		}

		private PlaceOrder.BuyerDetails details() {
			String vatId = Text.optional("vatId", this.vatId, 40);
			return new PlaceOrder.BuyerDetails(this.language, Text.optional("company", this.company, 100),
					(vatId != null) ? vatId.replaceAll("\\s", "").toUpperCase(Locale.ROOT) : null,
					Text.optional("buyerReference", this.buyerReference, 100));
		}

	}

	@Schema(name = "GuestBuyer")
	record GuestRequest(@NotBlank @Size(max = 100) @Schema(example = "Grace Guest") String name,
			@Schema(description = "Orders by phone, in person and from marketplaces need none; kept as given",
					example = "grace@example.org") @Size(max = EmailAddress.MAX_LENGTH) @Nullable String email,
			@Schema(description = "Kept as given, with extension and remarks",
					example = "+49 30 901820") @Size(max = PhoneNumber.MAX_LENGTH) @Reference @Nullable String phone) {

		PlaceOrder.Guest toBuyer() {
			return new PlaceOrder.Guest(this.name, Text.optional("email", this.email, EmailAddress.MAX_LENGTH),
					PhoneNumber.of(this.phone));
		}

	}

	@Schema(name = "PlaceOrderLine")
	record LineRequest(@NotNull Sku sku, @NotNull Quantity quantity, @Schema(
			description = "What the buyer saw; verification compares it with our price") @Nullable Money expectedUnitPrice,
			@Schema(description = "Work to be done on each unit") @Size(
					max = 10) @Nullable List<@Valid @NotNull ServiceRequest> services) {

		PlaceOrder.Line toCommand() {
			List<ServiceRequest> wanted = (this.services != null) ? this.services : List.of();
			return new PlaceOrder.Line(this.sku, this.quantity.units(), this.expectedUnitPrice,
					wanted.stream().map((service) -> new PlaceOrder.Service(service.code(), service.text())).toList());
		}

	}

	@Schema(name = "PlaceOrderService")
	record ServiceRequest(
			@NotBlank @Size(max = 40) @Schema(description = "One of those offered with the product",
					example = "ENGRAVING") String code,
			@Size(max = 200) @Schema(description = "What is to be done, where the service asks for it",
					example = "For Ada") @ManyLines @Nullable String text) {
	}

	@Schema(name = "PlaceOrderDelivery")
	record DeliveryRequest(
			@NotBlank @Size(max = 40) @Schema(description = "Code of a delivery method that serves the country",
					example = "STANDARD") String method,
			@Schema(description = "Whether parts may be sent ahead; false when absent") @Nullable Boolean partialDelivery) {
	}

	@Schema(name = "PlaceOrderPayment")
	record PaymentRequest(@Schema(
			description = "CARD: authorised now, charged with the invoice; INVOICE: for known customers with terms; "
					+ "BANK_TRANSFER: the order waits for the money; CASH_ON_DELIVERY: paid at the door") @NotNull PaymentMethod method,
			@Schema(description = "For CARD: the token that the gateway gave for the card") @Size(
					max = 200) @Nullable String token) {
	}

	@Schema(name = "AmendOrder")
	record AmendOrderRequest(@Schema(
			description = "All lines from now on; absent: they stay. Lines that are not sent are cancelled") @Size(
					min = 1, max = 1000) @Nullable List<@Valid @NotNull AmendLine> lines,
			@Schema(description = "How the buyer is reached; absent members stay") @Valid @Nullable AmendContact customer,
			@Nullable PostalAddress shippingAddress, @Nullable PostalAddress billingAddress,
			@Valid @Nullable AmendDelivery delivery,
			@Schema(description = "Another way to pay, while nothing has been paid") @Valid @Nullable PaymentRequest payment,
			@Schema(description = "All coupons from now on; those that the order has keep the terms they had") @Size(
					max = 10) @Nullable List<@NotBlank @Size(max = 40) String> couponCodes,
			@Size(max = 2000) @ManyLines @Nullable String note,
			@Schema(description = "All pairs from now on, at most 20") @Size(max = 20) @Nullable Map<@NotBlank @Size(
					max = 40) String, @NotNull @Size(max = 500) String> metadata,
			@Schema(description = "Kept in the history") @Size(max = 500) @Nullable String reason) {

		AmendOrder toCommand() {
			AmendDelivery changed = this.delivery;
			return new AmendOrder((this.lines != null) ? this.lines.stream().map(AmendLine::toCommand).toList() : null,
					(this.customer != null) ? this.customer.toCommand() : null, this.shippingAddress,
					this.billingAddress, (changed != null) ? changed.method() : null,
					(changed != null) ? changed.partialDelivery() : null,
					(this.payment != null) ? new AmendOrder.Payment(this.payment.method(), this.payment.token()) : null,
					this.couponCodes, Text.optional("note", this.note, 2000), this.metadata, this.reason);
		}

	}

	@Schema(name = "AmendOrderLine")
	record AmendLine(
			@Schema(description = "The line that these units are on; absent: any with this SKU and these services",
					example = "1") @Min(1) @Nullable Integer lineNumber,
			@NotNull Sku sku,
			@Schema(description = "Units from now on; fewer give back the latest, more are bought at today's price") @NotNull Quantity quantity,
			@Schema(description = "What the buyer saw; verification compares it with the price of further units, else of the line") @Nullable Money expectedUnitPrice,
			@Schema(description = "Work to be done on each unit; absent: as it is") @Size(
					max = 10) @Nullable List<@Valid @NotNull ServiceRequest> services) {

		AmendOrder.Line toCommand() {
			return new AmendOrder.Line(this.lineNumber,
					new LineRequest(this.sku, this.quantity, this.expectedUnitPrice, this.services).toCommand(),
					this.services != null);
		}

	}

	@Schema(name = "AmendOrderContact")
	record AmendContact(@Size(min = 1, max = 100) @Schema(example = "Grace Guest") @Nullable String name,
			@Schema(description = "Kept as given",
					example = "grace@example.org") @Size(max = EmailAddress.MAX_LENGTH) @Nullable String email,
			@Schema(description = "Kept as given, with extension and remarks",
					example = "+49 30 901820") @Size(max = PhoneNumber.MAX_LENGTH) @Reference @Nullable String phone) {

		AmendOrder.Contact toCommand() {
			return new AmendOrder.Contact(Text.optional("name", this.name, 100),
					Text.optional("email", this.email, EmailAddress.MAX_LENGTH), PhoneNumber.of(this.phone));
		}

	}

	@Schema(name = "AmendOrderDelivery")
	record AmendDelivery(
			@Size(min = 1, max = 40) @Schema(description = "Code of a delivery method",
					example = "EXPRESS") @Nullable String method,
			@Schema(description = "Whether parts may be sent ahead") @Nullable Boolean partialDelivery) {
	}

}
