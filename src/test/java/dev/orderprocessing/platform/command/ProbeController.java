package dev.orderprocessing.platform.command;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands that do as they are told, to see what the advice makes of it. */
@RestController
class ProbeController {

	private final AtomicInteger failuresToCome = new AtomicInteger();

	private final JdbcClient jdbc;

	ProbeController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Lets the next commands end in a deadlock. */
	void failNext(int times) {
		this.failuresToCome.set(times);
	}

	@PostMapping("/probe")
	@Command(keyRequired = true)
	@AllowedFor({ Role.OPS, Role.FINANCE })
	ResponseEntity<ProbeView> probe(@Valid @RequestBody Probe probe) {
		this.jdbc.sql("INSERT INTO probe (name) VALUES (?)").param(probe.name()).update();
		if (probe.name().startsWith("refuse")) {
			throw new BusinessException(ProblemCode.RULE_VIOLATED, "As you wish.");
		}
		if (probe.name().startsWith("break")) {
			throw new IllegalStateException("Nobody has thought of " + probe.name());
		}
		if (probe.name().startsWith("lose-connection")) {
			loseConnection();
		}
		if (this.failuresToCome.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			this.jdbc.sql("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END $$").update();
		}
		UUID id = UUID.randomUUID();
		return ResponseEntity.created(URI.create("/probe/" + id)).body(new ProbeView(id, probe.name(), 7));
	}

	/** A read that loses its connection on the way. */
	@GetMapping("/probe")
	@Transactional(readOnly = true)
	@AllowedFor(Role.OPS)
	List<String> probe() {
		loseConnection();
		return List.of();
	}

	private void loseConnection() {
		this.jdbc.sql("SELECT pg_terminate_backend(pg_backend_pid())").query(Boolean.class).single();
	}

	record Probe(@NotBlank String name, @NotNull Quantity quantity) {
	}

	record ProbeView(UUID id, String name, long version) implements Versioned {
	}

}
