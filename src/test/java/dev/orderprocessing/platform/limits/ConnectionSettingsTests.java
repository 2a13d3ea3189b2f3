package dev.orderprocessing.platform.limits;

import java.time.Duration;
import java.util.List;

import dev.orderprocessing.kernel.StartRefused;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ConnectionSettingsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void acceptsAddressesAndNetworks() {
		assertThatNoException().isThrownBy(
				() -> new ConnectionSettings(SECOND, SECOND, 1, List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8")));
		assertThatNoException().isThrownBy(() -> new ConnectionSettings(SECOND, SECOND, 100_000, List.of()));
	}

	@Test
	void refusesToStartWithWhatIsNone() {
		for (String wrong : List.of("10.0.0.0/40", "proxy", "")) {
			assertThatExceptionOfType(StartRefused.class).as(wrong)
				.isThrownBy(() -> new ConnectionSettings(SECOND, SECOND, 256, List.of(wrong)))
				.withMessageContaining("trusted-proxies");
		}
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> new ConnectionSettings(SECOND, SECOND, 0, List.of()))
			.withMessageContaining("per-address");
	}

}
