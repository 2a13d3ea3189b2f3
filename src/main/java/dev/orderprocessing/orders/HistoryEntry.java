package dev.orderprocessing.orders;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an order.
 *
 * @param entry counts from 1
 * @param from absent for the first
 * @param to the same as from when a command did not move the milestone
 * @param command what was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(int entry, @Nullable OrderStatus from, OrderStatus to, String command, String actor,
		Instant at, @Nullable String reason) {
}
