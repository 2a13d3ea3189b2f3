package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery method is to be from now on. Orders that were placed keep the fee they
 * were placed with.
 *
 * @param active whether new orders may choose it
 * @param carrier the carrier of its shipments when none is named at dispatch; absent: the
 * built-in one
 */
public record DefineDeliveryMethod(String code, String name, DeliveryMethodKind kind, List<CountryCode> countries,
		boolean active, @Nullable String carrier, List<DeliveryRate> rates) {
}
