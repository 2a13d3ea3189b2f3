package dev.orderprocessing.customers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.web.ToldOnce;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known about a person. It is told once and not kept for repetitions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PersonalFile", requiredProperties = { "exportedAt", "complete", "data" })
public record PersonalFileView(@Schema(description = "Absent for a guest") @Nullable UUID customerId,
		Instant exportedAt,
		@Schema(description = "False when only the newest 500 orders are shown, or when the request repeats one whose "
				+ "answer was told already") boolean complete,
		@Schema(description = "By kind (orders, mails, invoices, …), what is stored") Map<String, List<Map<String, Object>>> data)
		implements
			ToldOnce {

	@Override
	public Object repeated() {
		return new PersonalFileView(this.customerId, this.exportedAt, false, Map.of());
	}

}
