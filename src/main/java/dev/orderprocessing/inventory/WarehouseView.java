package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;

/** A place that holds stock. */
public record WarehouseView(@Schema(example = "MAIN") String code, @Schema(example = "Main warehouse") String name,
		CountryCode country,
		@Schema(description = "1 to 1000; orders are served from the lowest number first", example = "1") int priority,
		@Schema(description = "Whether its stock is promised to orders; what is reserved there can be shipped in any case") boolean active,
		@Schema(description = "Its ETag, for If-Match", example = "0") long version) implements Versioned {
}
