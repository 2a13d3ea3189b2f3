package dev.orderprocessing.invoicing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SellerSettingsTests {

	@Test
	void theAddressIsOneSettingWithCommasBetweenItsLines() {
		var settings = new MapConfigurationPropertySource(Map.of("order-processing.seller.name", "Our Shop",
				"order-processing.seller.address", "1 Main St, 10115 Berlin"));

		SellerSettings seller = new Binder(settings).bindOrCreate("order-processing.seller", SellerSettings.class);

		assertThat(seller.name()).isEqualTo("Our Shop");
		assertThat(seller.address()).containsExactly("1 Main St", "10115 Berlin");
	}

	@Test
	void theDemoHasASellerOfItsOwn() {
		SellerSettings seller = new Binder(new MapConfigurationPropertySource(Map.of()))
			.bindOrCreate("order-processing.seller", SellerSettings.class);

		assertThat(seller.name()).isEqualTo("Demo Seller");
	}

}
