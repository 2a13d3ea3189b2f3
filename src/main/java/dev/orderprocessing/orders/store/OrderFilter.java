package dev.orderprocessing.orders.store;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderStatus;
import org.jspecify.annotations.Nullable;

/** Which orders a list shows; what is absent does not restrict it. */
public record OrderFilter(@Nullable OrderStatus status, @Nullable UUID customer, @Nullable Channel channel,
		@Nullable SourceCode source, @Nullable Sku sku, @Nullable String number, @Nullable String externalReference,
		@Nullable HoldType hold, @Nullable Instant placedFrom, @Nullable Instant placedBefore) {
}
