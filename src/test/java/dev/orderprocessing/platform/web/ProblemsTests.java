package dev.orderprocessing.platform.web;

import java.util.Arrays;

import dev.orderprocessing.kernel.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTests {

	@Test
	void givesEachCodeATitleOfItsOwn() {
		assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::title)).doesNotHaveDuplicates()
			.allSatisfy((title) -> assertThat(title).isNotBlank().doesNotEndWith("."));
	}

	@ParameterizedTest
	@EnumSource
	void namesABareStatusByACodeOfThatStatus(ProblemCode code) {
		assertThat(Problems.codeOf(code.status()).status()).isEqualTo(code.status());
	}

	/** Whoever is told to come back is told when. */
	@ParameterizedTest
	@EnumSource
	void asksToRepeatWhatFailedForLackOfMeans(ProblemCode code) {
		if (code.status() == 429 || code.status() == 503) {
			assertThat(Problems.retryable(code)).isTrue();
		}
	}

}
