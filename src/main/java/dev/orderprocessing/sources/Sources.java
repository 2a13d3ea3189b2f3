package dev.orderprocessing.sources;

import java.util.List;
import java.util.Optional;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to sources. A caller bound to a channel sees and defines that channel's. */
@Service
@Transactional(readOnly = true)
public class Sources {

	/** How many a refusal names. */
	private static final int NAMED = 20;

	private final SourceTable table;

	private final CurrentActor actor;

	Sources(SourceTable table, CurrentActor actor) {
		this.table = table;
		this.actor = actor;
	}

	/**
	 * The source of a new order.
	 * @param named null: the channel's own, which needs no look-up
	 * @throws BusinessException UNKNOWN_SOURCE; RULE_VIOLATED when it takes no orders
	 */
	public SourceCode ofNewOrder(@Nullable SourceCode named, Channel channel) {
		if (named == null || named.isDefaultOf(channel)) {
			return SourceCode.defaultOf(channel);
		}
		SourceView source = this.table.known(named)
			.filter((candidate) -> candidate.channel() == channel)
			.orElseThrow(() -> unknown(named, channel));
		if (!source.active()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/source",
					"Source %s takes no new orders; choose another or make it active with PUT /api/v1/sources/%s."
						.formatted(named, named));
		}
		return named;
	}

	private BusinessException unknown(SourceCode named, Channel channel) {
		List<String> open = this.table.open(channel, NAMED + 1);
		String more = (open.size() > NAMED) ? " and more, see GET /api/v1/sources" : "";
		return BusinessException.atField(ProblemCode.UNKNOWN_SOURCE, "/source",
				"Channel %s has no source %s; it has: %s%s.".formatted(channel, named,
						String.join(", ", open.stream().limit(NAMED).toList()), more));
	}

	/** All that the caller may see, by code, those out of use included. */
	public Slice<SourceView> list(@Nullable Channel channel, PageRequest page) {
		Channel bound = this.actor.get().channel();
		if (bound != null && channel != null && channel != bound) {
			return new Slice<>(List.of(), null);
		}
		return this.table.list((bound != null) ? bound : channel, page);
	}

	public Optional<SourceView> find(SourceCode code) {
		return this.table.find(code).filter(this::isVisible);
	}

	private boolean isVisible(SourceView source) {
		return this.actor.get().mayActFor(source.channel());
	}

	/**
	 * Adds a source.
	 * @throws BusinessException ALREADY_EXISTS; FORBIDDEN for another channel than one's
	 * own
	 */
	@Transactional
	public SourceView create(DefineSource command, Channel channel) {
		if (!this.actor.get().mayActFor(channel)) {
			throw BusinessException.atField(ProblemCode.FORBIDDEN, "/channel",
					"Your key defines sources of channel %s only.".formatted(this.actor.get().channel()));
		}
		if (!this.table.insert(command, channel)) {
			throw BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/code",
					"There is already a source %s; choose another code.".formatted(command.code()));
		}
		return this.table.find(command.code()).orElseThrow();
	}

	/**
	 * Replaces a source. Orders already placed stay with it.
	 * @param expectedVersion null: whatever it is
	 */
	@Transactional
	public SourceView replace(DefineSource command, @Nullable Long expectedVersion) {
		SourceView before = this.table.lock(command.code())
			.filter(this::isVisible)
			.orElseThrow(() -> BusinessException.notFound("source", command.code(), "/api/v1/sources"));
		IfMatch.check(expectedVersion, before.version(), "source " + command.code());
		if (!command.active() && command.code().isDefaultOf(before.channel())) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/active",
					"%s is the source of %s orders that name none, so it stays active.".formatted(command.code(),
							before.channel()));
		}
		this.table.replace(command);
		return this.table.find(command.code()).orElseThrow();
	}

}
