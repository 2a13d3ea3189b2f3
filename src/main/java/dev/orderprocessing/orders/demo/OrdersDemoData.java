package dev.orderprocessing.orders.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.orders.Orders;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderCommands.Deliver;
import dev.orderprocessing.orders.model.OrderCommands.Fulfill;
import dev.orderprocessing.orders.model.OrderCommands.Pay;
import dev.orderprocessing.orders.model.OrderCommands.PlaceHold;
import dev.orderprocessing.orders.model.OrderCommands.Release;
import dev.orderprocessing.orders.model.OrderCommands.Ship;
import dev.orderprocessing.orders.model.OrderCommands.Target;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.payments.PaymentMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The {@link DemoOrders}, taken to their states by the commands that everybody uses, in
 * the order of their numbers.
 */
@Component
class OrdersDemoData implements DemoData {

	private static final UUID ADA = UUID.fromString("01900000-0000-7000-8000-000000000001");

	private static final PlaceOrder.Guest GRACE = new PlaceOrder.Guest("Grace Guest", "grace@example.org", null);

	private final Orders orders;

	OrdersDemoData(Orders orders) {
		this.orders = orders;
	}

	@Override
	public int order() {
		return 100;
	}

	@Override
	public void load() {
		onAccount("MUG-GREEN", 2);
		cashOnDelivery(line("MUG-BLUE", 2));
		cashOnDelivery(line("BOWL-OLIVE", 1));
		hold(cashOnDelivery(line("CANDLE-WAX", 6)), "The buyer is on holiday until Monday");
		cashOnDelivery(line("CLOCK-WALL", 1));
		cashOnDelivery(new PlaceOrder.Line(new Sku("TOWEL-LINEN"), 2, euros("15.00"), List.of()));
		cashOnDelivery(new PlaceOrder.Line(new Sku("MUG-WHITE"), 1, null,
				List.of(new PlaceOrder.Service("ENGRAVING", "For Grace"))));
		pack(cashOnDelivery(line("LAMP-DESK", 1)));
		ship(cashOnDelivery(line("FRAME-A4", 2)));
		deliveredButNotInvoiced(cashOnDelivery(line("TEA-GREEN", 4)));
		deliver(onAccount("TEAPOT-GLASS", 1));
		paidButNotConfirmed(cashOnDelivery(line("BOARD-WALNUT", 1)));
		confirmed(cashOnDelivery(line("BOOK-BREAD", 1)));
		confirmed(cashOnDelivery(line("BOOK-GARDEN", 2)));
		ship(cashOnDelivery(line("FRAME-A4", 1)));
	}

	private String onAccount(String sku, int quantity) {
		return place(ADA, null, line(sku, quantity), PaymentMethod.INVOICE);
	}

	private String cashOnDelivery(PlaceOrder.Line line) {
		return place(null, GRACE, line, PaymentMethod.CASH_ON_DELIVERY);
	}

	private String place(@Nullable UUID customer, PlaceOrder.@Nullable Guest guest, PlaceOrder.Line line,
			PaymentMethod payment) {
		var address = new PostalAddress((guest != null) ? guest.name() : "Ada Buyer", null, "1 Main St", null, "Berlin",
				null, "10115", new CountryCode("DE"));
		return this.orders
			.place(new PlaceOrder(Channel.WEB, null, null, customer, guest, Money.currencyOf("EUR"), List.of(line),
					address, null, "STANDARD", true, payment, null, List.of(), null, Map.of(),
					PlaceOrder.BuyerDetails.NONE))
			.number();
	}

	private static PlaceOrder.Line line(String sku, int quantity) {
		return new PlaceOrder.Line(new Sku(sku), quantity, null, List.of());
	}

	private static Money euros(String amount) {
		return Money.of(amount, Money.currencyOf("EUR"));
	}

	private void hold(String order, String reason) {
		this.orders.hold(target(order), new PlaceHold(HoldType.CUSTOMER_REQUEST, reason));
	}

	private void release(String order) {
		this.orders.release(target(order), new Release(null, null));
	}

	private void pack(String order) {
		this.orders.fulfill(target(order), new Fulfill(null));
	}

	private void ship(String order) {
		pack(order);
		this.orders.ship(target(order), Ship.ALL);
	}

	private void deliver(String order) {
		ship(order);
		this.orders.deliver(target(order), new Deliver(null, "Signed by the buyer"));
	}

	private void pay(String order) {
		this.orders.pay(target(order), new Pay(null, null, "Cash at the door", null));
	}

	private void deliveredButNotInvoiced(String order) {
		ship(order);
		hold(order, "The buyer wants another billing address");
		this.orders.deliver(target(order), new Deliver(null, "Signed by the buyer"));
		release(order);
	}

	private void paidButNotConfirmed(String order) {
		deliver(order);
		hold(order, "The buyer asks for a receipt");
		pay(order);
		release(order);
	}

	private void confirmed(String order) {
		deliver(order);
		pay(order);
	}

	private static Target target(String order) {
		return new Target(order, null);
	}

}
