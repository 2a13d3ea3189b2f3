package dev.orderprocessing.shipping;

import java.util.List;
import java.util.Optional;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;

/**
 * What a delivery method would charge.
 *
 * @param fee empty when the method has no tariff for the currency or the weight
 * @param countries the method serves
 */
public record DeliveryQuote(String method, String name, Optional<Money> fee, List<CountryCode> countries) {

	public boolean serves(CountryCode country) {
		return this.countries.contains(country);
	}

}
