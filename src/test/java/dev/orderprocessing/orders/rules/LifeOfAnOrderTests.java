package dev.orderprocessing.orders.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.support.GeneratedSection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of architecture shows the moves and the actions as the code has them. */
class LifeOfAnOrderTests {

	@Test
	void theDocumentShowsTheMilestones() throws IOException {
		List<String> moves = new ArrayList<>();
		moves.add("    [*] --> PLACED");
		for (OrderStatus status : OrderStatus.values()) {
			status.next().forEach((next) -> moves.add("    %s --> %s".formatted(status, next)));
			if (status.next().isEmpty()) {
				moves.add("    %s --> [*]".formatted(status));
			}
		}
		assertThat(moves).hasSizeGreaterThan(OrderStatus.values().length);
		GeneratedSection.ofArchitecture("milestones").says(GeneratedSection.mermaid("stateDiagram-v2", moves));
	}

	@Test
	void theDocumentShowsTheActions() throws IOException {
		String head = row("action", Arrays.stream(OrderStatus.values()).map(OrderStatus::name).toList());
		String line = row("---", Arrays.stream(OrderStatus.values()).map((status) -> "---").toList());
		String rows = Arrays.stream(OrderAction.values())
			.map((action) -> row("`%s`".formatted(action.path()),
					Arrays.stream(OrderStatus.values())
						.map((status) -> OrderRules.milestones(action).contains(status) ? "●" : "")
						.toList()))
			.collect(Collectors.joining("\n"));
		GeneratedSection.ofArchitecture("actions").says(String.join("\n", head, line, rows));
	}

	private static String row(String first, List<String> cells) {
		return "| %s | %s |".formatted(first, String.join(" | ", cells));
	}

}
