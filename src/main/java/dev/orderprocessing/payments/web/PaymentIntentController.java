package dev.orderprocessing.payments.web;

import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.payments.PaymentIntentState;
import dev.orderprocessing.payments.PaymentIntentView;
import dev.orderprocessing.payments.Payments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was asked of the payment gateway, for those who look after the money. */
@RestController
@RequestMapping("/api/v1")
@DocumentPosition(520)
@Tag(name = ApiTag.PAYMENT)
class PaymentIntentController {

	private final Payments payments;

	PaymentIntentController(Payments payments) {
		this.payments = payments;
	}

	@GetMapping("/payment-intents")
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "See what was asked of the payment gateway",
			description = "Authorisations, captures, voids and refunds, newest first. Those in state UNKNOWN got no "
					+ "answer; the service asks the gateway about them by itself and never charges twice.")
	Slice<PaymentIntentView> listPaymentIntents(
			@RequestParam(required = false) @Parameter(description = "Only those in this state",
					example = "UNKNOWN") @Nullable PaymentIntentState state,
			@RequestParam(required = false) @Parameter(
					description = "How many to return, 1 to 200; 50 if left out") @Nullable Integer limit,
			@RequestParam(required = false) @Parameter(
					description = "The nextCursor of the previous page") @Nullable String cursor) {
		return this.payments.listIntents(state, PageRequest.of("payment-intents", limit, cursor));
	}

}
