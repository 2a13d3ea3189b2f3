package dev.orderprocessing.journal.web;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.journal.EventFeed;
import dev.orderprocessing.journal.EventPage;
import dev.orderprocessing.journal.ParkedEventView;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.LongRead;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(1100)
@Tag(name = ApiTag.EVENTS)
class EventController {

	private final EventFeed feed;

	private final EventConsumers consumers;

	EventController(EventFeed feed, EventConsumers consumers) {
		this.feed = feed;
		this.consumers = consumers;
	}

	@GetMapping("/events")
	@LongRead
	@AllowedFor({ Role.PARTNER, Role.OPS, Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Read the event feed",
			description = "Everything that has happened, oldest first, in the order of the commits: a reader that goes "
					+ "on from nextCursor each time misses nothing and sees the events of an order in the order of "
					+ "their sequence. Every answer has a nextCursor, even an empty one. Leave after out to replay from "
					+ "the beginning. A key bound to a channel sees the facts of that channel's orders; "
					+ "each answer looks at up to 2000 events and can be empty while more is true: read on.")
	EventPage readEvents(
			@Parameter(description = "nextCursor of an earlier answer; absent: from the beginning") @RequestParam(
					required = false) @Nullable String after,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "Only events of these types, at most 50",
					example = "OrderPlaced") @RequestParam(required = false) @Nullable List<String> types,
			@Parameter(description = "Only events of the order with this id") @RequestParam(
					required = false) @Nullable UUID order) {
		return this.feed.read(after, limit, (types != null) ? types : List.of(), order);
	}

	@GetMapping("/events/parked")
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "List the parked events",
			description = "Events that a consumer of the service (mails to buyers, for example) failed at five times. "
					+ "The consumer has gone on with the next ones. Newest first; resolved ones are not listed.")
	Slice<ParkedEventView> listParkedEvents(
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.consumers.parked(PageRequest.of("parked-events", limit, cursor));
	}

	@PostMapping("/events/parked/{id}/retry")
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Retry a parked event",
			description = "Hands the event to its consumer once more, at once, after the cause was removed. Take the id from "
					+ "the list of parked events: usually none is parked, and then the example is not found (404). If the "
					+ "event fails again, the answer is 422 with the kind of error and it stays parked.")
	ResponseEntity<ParkedEventView> retryParkedEvent(
			@Parameter(description = "Id of the parked event, from the list of parked events",
					example = "01900000-0000-7000-8000-000000000001") @PathVariable UUID id) {
		return ResponseEntity.ok(this.consumers.retryParked(id));
	}

}
