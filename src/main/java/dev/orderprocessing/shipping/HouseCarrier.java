package dev.orderprocessing.shipping;

import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The built-in carrier: our own drivers. Its tracking numbers are the digits of the
 * shipment's number with a check digit (Luhn, ISO/IEC 7812-1), so that a mistyped one is
 * noticed.
 */
@Component
class HouseCarrier implements Carrier {

	static final String CODE = "HOUSE";

	@Override
	public boolean serves(String carrierCode) {
		return CODE.equals(carrierCode);
	}

	@Override
	public Optional<String> announce(String shipmentNumber) {
		String digits = shipmentNumber.replaceAll("[^0-9]", "");
		String padded = "0".repeat(Math.max(0, 11 - digits.length())) + digits;
		return Optional.of("HS" + padded + checkDigit(padded));
	}

	static int checkDigit(String digits) {
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(digits.length() - 1 - i) - '0';
			int weighted = (i % 2 == 0) ? 2 * digit : digit;
			sum += (weighted > 9) ? weighted - 9 : weighted;
		}
		return (10 - sum % 10) % 10;
	}

}
