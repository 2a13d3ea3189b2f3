package dev.orderprocessing.platform.consistency;

import java.time.Duration;
import java.util.List;

import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.LongRead;
import dev.orderprocessing.platform.database.LongStatements;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(1110)
@Tag(name = ApiTag.EVENTS)
class ConsistencyController {

	private static final int MOST_EXAMPLES = 5;

	/** All data are read: with 1,000,000 orders, one rule takes up to some 10 s. */
	private static final Duration LONGEST_CHECK = Duration.ofMinutes(1);

	private static final Duration LONGEST_REPORT = Duration.ofMinutes(5);

	private final List<Invariants> modules;

	private final JdbcClient jdbc;

	private final LongStatements statements;

	private final CurrentActor actors;

	private final TransactionTemplate snapshot;

	ConsistencyController(ObjectProvider<Invariants> modules, JdbcClient jdbc, LongStatements statements,
			PlatformTransactionManager transactions, CurrentActor actors) {
		this.modules = modules.orderedStream().toList();
		this.jdbc = jdbc;
		this.statements = statements;
		this.actors = actors;
		this.snapshot = new TransactionTemplate(transactions);
		this.snapshot.setReadOnly(true);
		this.snapshot.setTimeout(Math.toIntExact(LONGEST_REPORT.toSeconds()));
		this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	@GetMapping("/consistency")
	@LongRead
	@AllowedFor({ Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Check that the books are exact",
			description = "Runs every rule that must always hold (stock equals its movements, invoices equal their "
					+ "lines, …) over all data, as of one moment. Each rule tells how many violations it found and "
					+ "names up to five. Takes a minute where a million orders are stored.")
	ConsistencyReport checkConsistency() {
		List<CheckedInvariant> findings = this.snapshot.execute((_) -> {
			this.statements.allow(LONGEST_CHECK);
			return this.modules.stream().flatMap((module) -> module.list().stream()).map(this::check).toList();
		});
		return new ConsistencyReport(findings.stream().allMatch((finding) -> finding.violations() == 0), findings);
	}

	private CheckedInvariant check(Invariant invariant) {
		List<String> offenders = this.jdbc.sql(invariant.violations())
			.query((row, _) -> String.valueOf(row.getString(1)))
			.list();
		return new CheckedInvariant(invariant.name(), invariant.statement(), offenders.size(),
				this.actors.get().worksForAllChannels() ? offenders.stream().limit(MOST_EXAMPLES).toList() : List.of());
	}

	/** Whether every rule holds, and what was found for each. */
	@Schema(requiredProperties = { "sound", "invariants" })
	record ConsistencyReport(@Schema(description = "Whether no rule is violated") boolean sound,
			List<CheckedInvariant> invariants) {
	}

	@Schema(name = "InvariantFinding", requiredProperties = { "name", "statement", "violations", "examples" })
	record CheckedInvariant(@Schema(example = "stock-equals-movements") String name,
			@Schema(description = "What always holds",
					example = "On hand is the sum of all movements.") String statement,
			@Schema(description = "How many things break the rule", example = "0") int violations,
			@Schema(description = "Some of them; empty when the rule holds, and for a key that is bound to a channel") List<String> examples) {
	}

}
