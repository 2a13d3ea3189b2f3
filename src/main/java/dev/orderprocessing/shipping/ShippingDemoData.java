package dev.orderprocessing.shipping;

import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** One flat and one weight-based method. */
@Component
class ShippingDemoData implements DemoData {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency GBP = Currency.getInstance("GBP");

	private final Shipping shipping;

	ShippingDemoData(Shipping shipping) {
		this.shipping = shipping;
	}

	@Override
	public int order() {
		return 10;
	}

	@Override
	public void load() {
		this.shipping.createDeliveryMethod(new DefineDeliveryMethod("STANDARD", "Standard delivery",
				DeliveryMethodKind.FLAT, countries("AT", "BE", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "IE",
						"IT", "LU", "NL", "PL", "PT", "SE"),
				true, null, List.of(rate(null, "4.90", EUR), rate(null, "4.90", GBP))));
		this.shipping.createDeliveryMethod(new DefineDeliveryMethod("EXPRESS", "Express, next working day",
				DeliveryMethodKind.WEIGHT, countries("AT", "DE", "NL"), true, null,
				List.of(rate(1_000, "9.90", EUR), rate(5_000, "14.90", EUR), rate(31_500, "24.90", EUR))));
	}

	private static List<CountryCode> countries(String... codes) {
		return Stream.of(codes).map(CountryCode::new).toList();
	}

	private static DeliveryRate rate(@Nullable Integer upToGrams, String fee, Currency currency) {
		return new DeliveryRate(upToGrams, Money.of(fee, currency));
	}

}
