package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.util.Currency;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Money;

import org.springframework.stereotype.Component;

/**
 * Currencies, tax rates and coupons to try the service with. The rates are the standard
 * rates of 2026 and the reduced rate that most goods of daily use fall under; look yours
 * up before you send invoices.
 */
@Component
class PricingDemoData implements DemoData {

	/** Country, standard rate, reduced rate. */
	private static final String RATES = """
			AT 20 10
			BE 21 6
			BG 20 9
			CH 8.1 2.6
			CY 19 9
			CZ 21 12
			DE 19 7
			DK 25 25
			EE 24 9
			ES 21 10
			FI 25.5 13.5
			FR 20 5.5
			GB 20 5
			GR 24 13
			HR 25 13
			HU 27 5
			IE 23 13.5
			IT 22 10
			JP 10 8
			LT 21 12
			LU 17 8
			LV 21 12
			MT 18 5
			NL 21 9
			PL 23 8
			PT 23 6
			RO 21 11
			SE 25 12
			SI 22 9.5
			SK 23 19
			US 0 0
			""";

	private static final Currency EUR = Money.currencyOf("EUR");

	private final Tariffs tariffs;

	private final Coupons coupons;

	PricingDemoData(Tariffs tariffs, Coupons coupons) {
		this.tariffs = tariffs;
		this.coupons = coupons;
	}

	@Override
	public int order() {
		return 30;
	}

	@Override
	public void load() {
		this.tariffs.setCurrency(EUR, true, TaxRounding.LINE, Rounding.HALF_EVEN);
		this.tariffs.setCurrency(Money.currencyOf("GBP"), false, TaxRounding.RATE, Rounding.HALF_UP);
		this.tariffs.setCurrency(Money.currencyOf("USD"), false, TaxRounding.LINE, Rounding.HALF_EVEN);
		this.tariffs.setCurrency(Money.currencyOf("JPY"), true, TaxRounding.RATE, Rounding.HALF_UP);
		RATES.lines().map((line) -> line.split(" ", -1)).forEach((rate) -> {
			var country = new CountryCode(rate[0]);
			this.tariffs.setTaxRate(country, TaxCategory.STANDARD, new BigDecimal(rate[1]));
			this.tariffs.setTaxRate(country, TaxCategory.REDUCED, new BigDecimal(rate[2]));
		});
		this.coupons.create("WELCOME10", new CouponDefinition("10 % off the first order", CouponKind.PERCENT,
				new BigDecimal("10"), null, null, null, null, null, true));
		this.coupons.create("MINUS5", new CouponDefinition("5 EUR off from 20 EUR", CouponKind.FIXED, null,
				Money.of("5.00", EUR), Money.of("20.00", EUR), null, null, null, true));
	}

}
