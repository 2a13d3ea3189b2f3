package dev.orderprocessing.payments;

import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.payments.GatewayOutcome.Operation;
import dev.orderprocessing.payments.GatewayOutcome.Result;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask of the gateway; its id is the key.
 *
 * @param invoiceId the invoice that a capture pays
 * @param buildsOn the gateway's reference of the authorisation or capture that this
 * operation builds on
 */
record Intent(UUID id, UUID orderId, UUID paymentId, Operation operation, Money amount, @Nullable String token,
		@Nullable UUID invoiceId, PaymentIntentState state, int attempts, @Nullable String reason,
		@Nullable String gatewayReference, @Nullable String buildsOn) {

	GatewayOutcome outcome(PaymentGateway.Answer answer) {
		return new GatewayOutcome(this.id, this.orderId, this.operation,
				answer.approved() ? Result.SUCCEEDED : Result.DECLINED, this.amount, answer.reason(),
				answer.reference());
	}

	GatewayOutcome unknown(String why) {
		return new GatewayOutcome(this.id, this.orderId, this.operation, Result.UNKNOWN, this.amount, why, null);
	}

	/** What is on record. */
	GatewayOutcome outcome() {
		Result result = switch (this.state) {
			case SUCCEEDED -> Result.SUCCEEDED;
			case DECLINED -> Result.DECLINED;
			case PENDING, UNKNOWN -> Result.UNKNOWN;
		};
		return new GatewayOutcome(this.id, this.orderId, this.operation, result, this.amount, this.reason,
				this.gatewayReference);
	}

	/** Keeps the token out of logs. */
	@Override
	public String toString() {
		return "%s %s of %s, %s".formatted(this.operation, this.amount, this.orderId, this.state);
	}

}
