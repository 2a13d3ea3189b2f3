package dev.orderprocessing.invoicing;

import java.util.List;

import dev.orderprocessing.kernel.RequiredSettings;
import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Real invoices name who issues them; the demo has a seller of its own. */
class RequiredSeller implements RequiredSettings {

	@Override
	public void check(Environment settings) {
		Binder binder = Binder.get(settings);
		String name = binder.bind("order-processing.seller.name", String.class).orElse("");
		List<String> address = binder.bind("order-processing.seller.address", Bindable.listOf(String.class))
			.orElse(List.of());
		if (name.isBlank() || address.stream().allMatch(String::isBlank)) {
			throw new StartRefused("Invoices need the seller's name and address",
					"set ORDER_PROCESSING_SELLER_NAME and ORDER_PROCESSING_SELLER_ADDRESS (lines separated by commas)");
		}
	}

}
