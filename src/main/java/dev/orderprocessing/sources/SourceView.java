package dev.orderprocessing.sources;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.web.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;

/** A shop or a marketplace within a channel. */
public record SourceView(SourceCode code, Channel channel, @Schema(example = "Web shop") String name,
		@Schema(description = "false: it takes no new orders") boolean active,
		@Schema(description = "Its ETag, for If-Match", example = "0") long version) implements Versioned {
}
