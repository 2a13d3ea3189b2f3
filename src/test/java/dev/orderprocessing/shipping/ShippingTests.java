package dev.orderprocessing.shipping;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ShippingTests {

	@Test
	void checkDigitsFollowLuhn() {
		// the example of ISO/IEC 7812-1
		assertThat(HouseCarrier.checkDigit("7992739871")).isEqualTo(3);
		assertThat(new HouseCarrier().announce("SH-100001"))
			.contains("HS00000100001" + HouseCarrier.checkDigit("100001"));
	}

	@Test
	void settingsAddToTheKnownCarriers() {
		var settings = new ShippingSettings(Map.of("acme", "https://track.example/{trackingNumber}/show"));

		assertThat(settings.trackingUrl("ACME", "a b")).contains("https://track.example/a+b/show");
		assertThat(settings.trackingUrl("DHL", "1")).isPresent();
		assertThat(settings.trackingUrl("NOBODY", "1")).isEmpty();
	}

	@Test
	void settingsRefuseWhatIsNoTrackingPage() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ShippingSettings(Map.of("X", "https://x.example/")))
			.withMessageContaining("order-processing.shipping.carriers.X");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ShippingSettings(Map.of("X", "javascript:{trackingNumber}")));
	}

}
