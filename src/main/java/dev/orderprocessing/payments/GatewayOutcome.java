package dev.orderprocessing.payments;

import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * How a call to the gateway ended.
 *
 * @param reason of a decline, for people
 * @param reference under which the gateway knows the operation; absent while unknown
 */
public record GatewayOutcome(UUID intentId, UUID orderId, Operation operation, Result result, Money amount,
		@Nullable String reason, @Nullable String reference) {

	/** What was asked of the gateway. */
	public enum Operation {

		AUTHORIZE, CAPTURE, VOID, REFUND

	}

	/**
	 * UNKNOWN: no answer came; the gateway is asked again later and nothing is repeated.
	 */
	public enum Result {

		SUCCEEDED, DECLINED, UNKNOWN

	}

}
