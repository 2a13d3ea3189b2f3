package dev.orderprocessing.journal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.PageRequest;
import dev.orderprocessing.kernel.ProblemCode;
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
		Place from = Place.of(after);
		int size = PageRequest.of("events", limit, null).limit();
		List<LoggedEvent> rows = this.log.after(from, checked(types), order, this.actor.get().channel(), size + 1);
		boolean more = rows.size() > size;
		List<LoggedEvent> page = more ? rows.subList(0, size) : rows;
		Place next = page.isEmpty() ? from : page.getLast().place();
		return new EventPage(page.stream().map(LoggedEvent::view).toList(), next.cursor(), more);
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
