package dev.orderprocessing.kernel;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTests {

	@Test
	void noIdIsLowerThanTheLowestOfItsMillisecondNorHigherThanThatOfTheNext() {
		Instant before = Instant.now();
		UUID id = Ids.next();
		Instant after = Instant.now().plusMillis(1);
		assertThat(id.toString()).isBetween(Ids.lowest(before).toString(), Ids.lowest(after).toString());
	}

	@Test
	void theLowestIdIsOfVersion7() {
		UUID lowest = Ids.lowest(Instant.parse("2026-11-25T10:00:00.123Z"));
		assertThat(lowest.version()).isEqualTo(7);
		assertThat(lowest.variant()).isEqualTo(2);
		assertThat(lowest.getMostSignificantBits() >>> 16)
			.isEqualTo(Instant.parse("2026-11-25T10:00:00.123Z").toEpochMilli());
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z" })
	void whatIsBeforeTheFirstIdStartsWithTheFirst(String time) {
		assertThat(Ids.lowest(Instant.parse(time)).toString()).startsWith("00000000-0");
	}

	@Test
	void whatIsBeyondTheLastIdEndsWithTheLast() {
		assertThat(Ids.lowest(Instant.MAX).toString()).startsWith("ffffffff-f");
	}

}
