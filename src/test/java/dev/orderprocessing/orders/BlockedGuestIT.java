package dev.orderprocessing.orders;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is blocked comes back as a guest. */
@IntegrationTest
class BlockedGuestIT {

	private final Shop shop;

	private final String mailbox = UUID.randomUUID().toString();

	private final String subscriber = String.valueOf(10_000_000 + Math.abs(this.mailbox.hashCode() % 90_000_000));

	@Autowired
	BlockedGuestIT(Api api) {
		this.shop = Shop.demo(api.url());
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s@example.org", "%S@Example.ORG", "  %s@example.org " })
	void isFoundByTheSameAddressHoweverItIsWritten(String address) {
		String blocked = block(this.mailbox + "@example.org", null);
		Answer finding = guest(address.formatted(this.mailbox), null);
		assertThat(finding.at("/outcome")).isEqualTo("FAIL");
		assertThat(finding.at("/evidence")).contains(blocked, "Unpaid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+49 30 %s", "030 %s", "0049-30/%s", "(030) %s ext. 12", "+4930%s", "30%s" })
	void isFoundByTheSameNumberHoweverItIsWritten(String number) {
		for (String stored : new String[] { "+49 30 " + this.subscriber, "030/" + this.subscriber,
				"0049 30 %s ext 7".formatted(this.subscriber) }) {
			String blocked = block(UUID.randomUUID() + "@example.org", stored);
			Answer finding = guest("somebody@example.org", number.formatted(this.subscriber));
			assertThat(finding.at("/outcome")).as(stored).isEqualTo("FAIL");
			this.shop.finance()
				.put("/customers/" + blocked, Map.of("name", "Unblocked", "email", "x@example.org", "phone", stored))
				.ok();
		}
		assertThat(guest("somebody@example.org", number.formatted(this.subscriber)).at("/outcome")).isEqualTo("PASS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "n/a", "0", "+49 30 1", "unknown" })
	void isNotTakenForEverybodyWithoutANumber(String number) {
		block(UUID.randomUUID() + "@example.org", number);
		assertThat(guest("somebody@example.org", number).at("/outcome")).isEqualTo("PASS");
	}

	@Test
	void isNotToldToTheStorefrontBeyondThatMuch() {
		String blocked = block(this.mailbox + "@example.org", null);
		String order = this.shop.place(cart(this.mailbox + "@example.org", null));
		assertThat(this.shop.status(order)).isEqualTo("PLACED");
		Answer told = this.shop.storefront().get("/orders/%s/verification".formatted(order)).ok();
		assertThat(told.item("/findings", "/check", "CUSTOMER").at("/outcome")).isEqualTo("FAIL");
		assertThat(told.text()).doesNotContain(blocked, "Unpaid");
		this.shop.finance()
			.put("/customers/" + blocked, Map.of("name", "Paid", "email", this.mailbox + "@example.org"))
			.ok();
		assertThat(this.shop.ops(order, "verify").at("/status")).isEqualTo("VERIFIED");
	}

	private String block(String email, @Nullable String phone) {
		Map<String, Object> customer = new LinkedHashMap<>(
				Map.of("email", email, "status", "BLOCKED", "statusReason", "Unpaid"));
		customer.put("phone", (phone != null) ? phone : "n/a");
		return this.shop.customer(customer);
	}

	private Answer guest(String email, @Nullable String phone) {
		return this.shop.finding(this.shop.place(cart(email, phone)), "CUSTOMER");
	}

	private Cart cart(String email, @Nullable String phone) {
		Map<String, Object> guest = new LinkedHashMap<>(Map.of("name", "Nobody Special", "email", email));
		if (phone != null) {
			guest.put("phone", phone);
		}
		return Cart.of(this.shop.product("10.00", 9), 1).with("customer", guest);
	}

}
