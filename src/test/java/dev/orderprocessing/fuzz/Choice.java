package dev.orderprocessing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which operation comes next: those that bring orders on more often than others. */
final class Choice {

	private final List<Operation> weighted = new ArrayList<>();

	Choice(List<Operation> operations) {
		for (Operation operation : operations) {
			for (int i = weight(operation); i > 0; i--) {
				this.weighted.add(operation);
			}
		}
	}

	Operation operation(RandomGenerator random) {
		return OddValues.pick(random, this.weighted);
	}

	private static int weight(Operation operation) {
		if (operation.id().equals("placeOrder")) {
			return 40;
		}
		if (operation.path().contains("/orders/{order}")) {
			return operation.isCommand() ? 12 : 4;
		}
		return operation.isCommand() ? 8 : 4;
	}

}
