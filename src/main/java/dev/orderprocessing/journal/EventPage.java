package dev.orderprocessing.journal;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/** Some events of the feed, oldest first, and where to go on. */
@Schema(requiredProperties = { "items", "nextCursor", "more" })
public record EventPage(List<EventView> items,
		@Schema(description = "Keep it and send it as after to go on from here; always present") String nextCursor,
		@Schema(description = "Whether more events may be waiting, even when items is empty, as it can be for a key bound to a "
				+ "channel; false: come back in a second or later") boolean more) {
}
