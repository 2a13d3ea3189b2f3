package dev.orderprocessing.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MutationTests {

	@Test
	void aChangeWithinAnotherLeavesTheValuesAsTheyWere() {
		JsonNode value = JsonMapper.shared().readTree("[1]");
		Map<String, JsonNode> changes = new LinkedHashMap<>();
		changes.put("/lines", value);
		changes.put("/lines/0", value);

		assertThat(new Mutation(changes).apply(Map.of("lines", List.of()))).isEqualTo("{\"lines\":[[1]]}");
		assertThat(value.toString()).isEqualTo("[1]");
	}

}
