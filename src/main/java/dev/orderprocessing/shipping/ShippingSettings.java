package dev.orderprocessing.shipping;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How shipping is set up.
 *
 * @param carriers tracking page per carrier code, with {@code {trackingNumber}} where the
 * number goes; adds to and overrides the built-in ones
 */
@ConfigurationProperties("order-processing.shipping")
record ShippingSettings(@Nullable Map<String, String> carriers) {

	private static final String PLACEHOLDER = "{trackingNumber}";

	private static final Map<String, String> BUILT_IN = Map.of("DHL",
			"https://www.dhl.com/global-en/home/tracking.html?tracking-id={trackingNumber}", "UPS",
			"https://www.ups.com/track?tracknum={trackingNumber}", "DPD",
			"https://tracking.dpd.de/status/en_US/parcel/{trackingNumber}", "GLS",
			"https://gls-group.com/GROUP/en/parcel-tracking?match={trackingNumber}");

	ShippingSettings {
		Map<String, String> all = new HashMap<>(BUILT_IN);
		if (carriers != null) {
			carriers.forEach((code, template) -> all.put(code.toUpperCase(Locale.ROOT), checked(code, template)));
		}
		carriers = Map.copyOf(all);
	}

	Optional<String> trackingUrl(String carrier, String trackingNumber) {
		return Optional.ofNullable(this.carriers)
			.map((templates) -> templates.get(carrier))
			.map((template) -> template.replace(PLACEHOLDER,
					URLEncoder.encode(trackingNumber, StandardCharsets.UTF_8)));
	}

	private static String checked(String code, String template) {
		if (!template.contains(PLACEHOLDER) || !isWebAddress(template.replace(PLACEHOLDER, "1"))) {
			throw new IllegalArgumentException(
					"order-processing.shipping.carriers.%s must be an http(s) address that contains %s, not '%s'"
						.formatted(code, PLACEHOLDER, template));
		}
		return template;
	}

	static boolean isWebAddress(String text) {
		try {
			URI uri = URI.create(text);
			return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
