package dev.orderprocessing.payments;

import java.util.List;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;

import org.springframework.stereotype.Component;

/** Money of which nobody knows whether it moved. */
@Component
class PaymentFigures implements Figures {

	@Override
	public List<Figure> list() {
		return List.of(
				Figure.count("payments.unknown", "Calls of the gateway whose outcome is unknown.", List.of("operation"),
						"""
								SELECT o AS operation, (SELECT count(*) FROM payment_intent
								                         WHERE operation = o AND state = 'UNKNOWN') AS value
								  FROM unnest(ARRAY['AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND']) o"""),
				Figure.seconds("payments.oldest.unknown", "For how long the oldest of them has been unknown.",
						List.of(), """
								SELECT coalesce(extract(epoch FROM :now - min(created_at)), 0) AS value
								  FROM payment_intent WHERE state = 'UNKNOWN'"""),
				Figure.count("payments.voids.refused",
						"Authorisations that are no longer needed and that the gateway refuses to give up.", List.of(),
						"""
								SELECT count(*) AS value
								  FROM payment WHERE void_refused > 0 AND status = 'AUTHORIZED'"""));
	}

}
