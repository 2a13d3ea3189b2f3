package dev.orderprocessing.sources;

import java.util.List;

import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** A code that somebody may be second to define. */
@Component
class SourcesConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(Constraint.taken("source_pk", "/code", "source with this code", "/api/v1/sources/{source}"),
				Constraint.taken("source_code_channel_unique", "/code", "source with this code",
						"/api/v1/sources/{source}"));
	}

}
