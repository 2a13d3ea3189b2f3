package dev.orderprocessing.journal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.orderprocessing.journal.EventLog.Stretch;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.kernel.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log as a feed for readers outside: oldest first, complete, to be read from any
 * place again and again. A caller bound to a channel sees only the facts of that
 * channel's orders.
 */
@Service
@Transactional(readOnly = true)
public class EventFeed {

	private static final int MAX_TYPES = 50;

	private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");

	private final EventLog log;

	private final CurrentActor actor;

	EventFeed(EventLog log, CurrentActor actor) {
		this.log = log;
		this.actor = actor;
	}

	/**
	 * Reads on from a place.
	 * @param after the nextCursor of an earlier answer, or null for the beginning
	 * @param types only events of these types, all when empty
	 * @param order only events of this order
	 */
	public EventPage read(@Nullable String after, @Nullable Integer limit, List<String> types, @Nullable UUID order) {
		FeedPosition from = FeedPosition.of(after);
		int size = PageRequest.of("events", limit, null).limit();
		Set<String> wanted = checked(types);
		Channel own = this.actor.get().channel();
		if (order != null) {
			return page(this.log.ofOrder(order, from, wanted, own, size + 1), size, new Stretch(from, false));
		}
		if (own == null) {
			return page(this.log.after(from, wanted, size + 1), size, new Stretch(from, false));
		}
		Stretch stretch = this.log.stretch(from, wanted, ScannedRow.AT_MOST);
		return page(this.log.inChannel(own, from, stretch, wanted, size + 1), size, stretch);
	}

	/** A page that goes on behind its last event, or behind what has been looked at. */
	private static EventPage page(List<LoggedEvent> rows, int size, Stretch stretch) {
		if (rows.size() > size) {
			List<LoggedEvent> page = rows.subList(0, size);
			return new EventPage(views(page), page.getLast().place().cursor(), true);
		}
		FeedPosition last = rows.isEmpty() ? stretch.end() : rows.getLast().place();
		return new EventPage(views(rows), (stretch.full() ? stretch.end() : last).cursor(), stretch.full());
	}

	private static List<EventView> views(List<LoggedEvent> events) {
		return events.stream().map(LoggedEvent::view).toList();
	}

	private static Set<String> checked(List<String> types) {
		if (types.size() > MAX_TYPES) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "types",
					"Name at most %d types, not %d.".formatted(MAX_TYPES, types.size()));
		}
		for (String type : types) {
			if (!TYPE.matcher(type).matches()) {
				throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "types",
						"A type is the name of a kind of event, such as OrderConfirmed; separate several by commas.");
			}
		}
		return new TreeSet<>(types);
	}

}
