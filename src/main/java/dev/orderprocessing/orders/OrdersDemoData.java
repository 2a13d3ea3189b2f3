package dev.orderprocessing.orders;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.payments.PaymentMethod;
import org.springframework.stereotype.Component;

/**
 * One verified order, SO-100001, so that the examples of every order command work when
 * pressed.
 */
@Component
class OrdersDemoData implements DemoData {

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
		var address = new PostalAddress("Ada Buyer", null, "1 Main St", null, "Berlin", null, "10115",
				new CountryCode("DE"));
		this.orders.place(new PlaceOrder(Channel.WEB, "DEMO-1", UUID.fromString("01900000-0000-7000-8000-000000000001"),
				null, Money.currencyOf("EUR"), List.of(new PlaceOrder.Line(new Sku("MUG-BLUE"), 2, null, List.of())),
				address, null, "STANDARD", true, PaymentMethod.INVOICE, null, List.of(), null, Map.of()));
	}

}
