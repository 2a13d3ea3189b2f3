package dev.orderprocessing.support;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MutationTests {

	@Test
	void writesWhatNestsDeeperThanMayBeRead() {
		JsonNode body = JsonMapper.shared().readTree("[".repeat(490) + "1" + "]".repeat(490));

		String text = new Mutation("/0".repeat(489), JsonMapper.shared().readTree("[".repeat(40) + "]".repeat(40)))
			.apply(body);

		assertThat(text).isEqualTo("[".repeat(529) + "]".repeat(529));
	}

}
