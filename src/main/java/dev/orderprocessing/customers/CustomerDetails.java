package dev.orderprocessing.customers;

import java.util.ArrayList;
import java.util.List;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a customer.
 *
 * @param statusReason why the customer is blocked; required then
 * @param paymentTermsDays 0 to 365 days to pay an invoice; absent: may not buy on account
 * @param creditLimit zero or more; absent: no limit
 */
public record CustomerDetails(String name, @Nullable EmailAddress email, @Nullable PhoneNumber phone,
		CustomerStatus status, @Nullable String statusReason, @Nullable Integer paymentTermsDays,
		@Nullable Money creditLimit) {

	public static final int MAX_PAYMENT_TERMS_DAYS = 365;

	public CustomerDetails {
		List<FieldProblem> faults = new ArrayList<>();
		if (name.isBlank() || name.length() > 200) {
			faults.add(FieldProblem.at("/name", "WRONG_LENGTH", "name has 1 to 200 characters."));
		}
		if (status == CustomerStatus.BLOCKED && statusReason == null) {
			faults.add(FieldProblem.at("/statusReason", "REQUIRED",
					"Say in statusReason why the customer is blocked; the order desk sees it."));
		}
		if (statusReason != null && (statusReason.isBlank() || statusReason.length() > 500)) {
			faults.add(FieldProblem.at("/statusReason", "WRONG_LENGTH", "statusReason has 1 to 500 characters."));
		}
		if (paymentTermsDays != null && (paymentTermsDays < 0 || paymentTermsDays > MAX_PAYMENT_TERMS_DAYS)) {
			faults.add(FieldProblem.at("/paymentTermsDays", "OUT_OF_RANGE",
					"paymentTermsDays is a whole number from 0 to %d, not %d.".formatted(MAX_PAYMENT_TERMS_DAYS,
							paymentTermsDays)));
		}
		if (creditLimit != null && creditLimit.isNegative()) {
			faults.add(FieldProblem.at("/creditLimit/amount", "OUT_OF_RANGE",
					"A credit limit is zero or more, not %s.".formatted(creditLimit.text())));
		}
		if (!faults.isEmpty()) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
		}
	}

}
