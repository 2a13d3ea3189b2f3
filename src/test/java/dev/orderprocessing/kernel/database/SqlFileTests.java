package dev.orderprocessing.kernel.database;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SqlFileTests {

	@Test
	void whatPsqlNeedsStaysOutOfTheStatement() {
		assertThat(SqlFile.named("orders/milestone-follows-units")).startsWith("SELECT o.number").endsWith("END");
		assertThat(SqlFile.named("inventory/issue-goods")).startsWith("SELECT FROM stock s")
			.contains("FOR NO KEY UPDATE OF s;\n", "i.reference, :order, :actor, :now")
			.doesNotContain("\\", "--")
			.doesNotEndWith(";");
	}

	@Test
	void parametersMayGoByTheirPlace() {
		String sql = SqlFile.positional("orders/new-lines");
		assertThat(sql).startsWith("INSERT INTO order_line")
			.contains("SELECT CAST(id AS uuid), ?, line_number")
			.doesNotContain(":");
		assertThat(sql.chars().filter((c) -> c == '?')).hasSize(17);
	}

	@Test
	void aMissingFileIsNamed() {
		assertThatIllegalStateException().isThrownBy(() -> SqlFile.named("orders/nothing"))
			.withMessage("the statement dev/orderprocessing/orders/nothing.sql is missing from this build");
	}

}
