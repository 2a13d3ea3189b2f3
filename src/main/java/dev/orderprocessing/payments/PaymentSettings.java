package dev.orderprocessing.payments;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about payments.
 *
 * @param authorizationValid how long the issuer of a card keeps money back for an
 * authorisation
 * @param authorizationRenewal how long before its end an authorisation is renewed
 */
@ConfigurationProperties("order-processing.payments")
record PaymentSettings(@DefaultValue("7d") Duration authorizationValid,
		@DefaultValue("1d") Duration authorizationRenewal) {

	PaymentSettings {
		if (!authorizationRenewal.isPositive() || authorizationRenewal.compareTo(authorizationValid) >= 0) {
			throw new IllegalArgumentException(
					"order-processing.payments.authorization-renewal (%s) must be shorter than authorization-valid (%s)"
						.formatted(authorizationRenewal, authorizationValid));
		}
	}

}
