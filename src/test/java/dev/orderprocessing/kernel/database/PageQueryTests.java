package dev.orderprocessing.kernel.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Code;
import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PageQueryTests {

	private static final String ROWS = "SELECT * FROM thing";

	@Test
	void withoutConditionsShowsEverything() {
		PageQuery page = PageQuery.of(ROWS, new Conditions(), "id DESC");
		assertThat(page.sql()).isEqualTo("SELECT * FROM thing ORDER BY id DESC LIMIT :fetch");
		assertThat(page.values()).isEmpty();
	}

	@Test
	void aConditionIsThereWhenItsValueIs() {
		UUID id = UUID.randomUUID();
		var conditions = new Conditions().after("id < :after", id)
			.parameter("name = :name", "name", null)
			.literal("channel", (Channel) null)
			.literal("sku", (Sku) null);
		PageQuery page = PageQuery.of(ROWS, conditions, "id DESC");
		assertThat(page.sql()).isEqualTo("SELECT * FROM thing WHERE id < :after ORDER BY id DESC LIMIT :fetch");
		assertThat(page.values()).isEqualTo(Map.of("after", id));
	}

	@Test
	void severalConditionsHoldTogether() {
		var conditions = new Conditions().and("kind = 'INVOICE'")
			.literal("channel", Channel.WEB)
			.literal("sku", new Sku("mug-blue"))
			.parameter("number = :number", "number", "R1")
			.and("(a, b) > (:a, :b)", Map.of("a", "x", "b", "y"))
			.and(new Conditions().parameter("note = :note", "note", "hello"));
		assertThat(conditions).hasToString("""
				kind = 'INVOICE' AND channel = 'WEB' AND sku = 'MUG-BLUE' AND number = :number \
				AND (a, b) > (:a, :b) AND note = :note""");
		assertThat(conditions.values()).isEqualTo(Map.of("number", "R1", "a", "x", "b", "y", "note", "hello"));
	}

	@Test
	void aParameterNeverGetsIntoTheText() {
		String evil = "'; DROP TABLE thing; --";
		PageQuery page = PageQuery.of(ROWS, new Conditions().parameter("name = :name", "name", evil), "id");
		assertThat(page.sql()).doesNotContain("DROP").contains("name = :name");
		assertThat(page.values()).containsEntry("name", evil);
	}

	@Test
	void aParameterIsWhatTheDatabaseStores() {
		Instant now = Instant.parse("2026-11-28T03:00:00Z");
		assertThat(new Conditions().parameter("at < :at", "at", now)
			.parameter("sku = :sku", "sku", new Sku("MUG"))
			.parameter("channel = :channel", "channel", Channel.API)
			.values()).isEqualTo(Map.of("at", now.atOffset(ZoneOffset.UTC), "sku", "MUG", "channel", "API"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "'", "x' OR '1'='1", "x\\", "x y", "x;", "x\n", "ü", ":name" })
	void aLiteralIsACodeOrNothing(String value) {
		Code code = () -> value;
		assertThatIllegalArgumentException().isThrownBy(() -> new Conditions().literal("sku", code));
	}

	@Test
	void aScannedPageAsksOfEachRowAndLooksAtSoMany() {
		PageQuery page = PageQuery.scanned(ROWS, new Conditions().parameter("a = :a", "a", 1), "id DESC",
				new Conditions().parameter("r.b = :b", "b", 2));
		assertThat(page.sql()).isEqualTo("""
				SELECT * FROM (
				    SELECT r.*, (r.b = :b) AS shown, row_number() OVER (ORDER BY id DESC) = 2000 AS looked_at_last
				      FROM (SELECT * FROM thing WHERE a = :a ORDER BY id DESC LIMIT 2000) r) r
				 WHERE shown OR looked_at_last ORDER BY id DESC LIMIT :fetch""");
		assertThat(page.values()).isEqualTo(Map.of("a", 1, "b", 2));
	}

	@Test
	void aScannedPageMayShowEverything() {
		assertThat(PageQuery.scanned(ROWS, new Conditions(), "id", new Conditions()).sql()).contains("(true) AS shown",
				"FROM (SELECT * FROM thing ORDER BY id LIMIT 2000) r");
	}

	@Test
	void aPageCanBeAPartOfAStatement() {
		var page = PageQuery.of(ROWS, new Conditions().after("id > :after", 7L), "id")
			.within("SELECT count(*) FROM (%s) t");
		assertThat(page.sql())
			.isEqualTo("SELECT count(*) FROM (SELECT * FROM thing WHERE id > :after ORDER BY id LIMIT :fetch) t");
		assertThat(page.values()).isEqualTo(Map.of("after", 7L));
	}

}
