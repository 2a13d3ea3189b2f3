package dev.orderprocessing.orders.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tables say by themselves; OrderMatrixIT tries them on real orders. */
class OrderRulesTests {

	@ParameterizedTest
	@EnumSource
	void everyActionMakesSenseAtSomeMilestone(OrderAction action) {
		assertThat(OrderRules.milestones(action)).isNotEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void onlyAnOrderThatHasEndedCannotBeHeld(OrderStatus status) {
		boolean ended = status.next().isEmpty();
		assertThat(OrderRules.milestones(OrderAction.HOLD).contains(status)).isNotEqualTo(ended);
	}

	@Test
	void anOrderCanBeCancelledByCommandExactlyWhereTheTableOfMovesLeadsToCancelled() {
		Set<OrderStatus> cancellable = EnumSet.noneOf(OrderStatus.class);
		Arrays.stream(OrderStatus.values())
			.filter((status) -> status.next().contains(OrderStatus.CANCELLED))
			.forEach(cancellable::add);
		assertThat(OrderRules.milestones(OrderAction.CANCEL)).isEqualTo(cancellable);
	}

	@Test
	void aCancelledOrderIsOfferedNothingButToRecordMoneyThatComesTooLate() {
		assertThat(OrderAction.values())
			.filteredOn((action) -> OrderRules.milestones(action).contains(OrderStatus.CANCELLED))
			.containsExactly(OrderAction.PAY);
	}

}
