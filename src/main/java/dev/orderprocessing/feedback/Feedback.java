package dev.orderprocessing.feedback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.orders.Orders;
import dev.orderprocessing.orders.events.OrderLookup;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes and shows what buyers say, once per order and only when it is confirmed. */
@Service
@Transactional(readOnly = true)
public class Feedback {

	private final Orders orders;

	private final OrderLookup lookup;

	private final VisibleOrders visible;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final CurrentActor actor;

	Feedback(Orders orders, OrderLookup lookup, VisibleOrders visible, JdbcClient jdbc, Clock clock,
			CurrentActor actor) {
		this.orders = orders;
		this.lookup = lookup;
		this.visible = visible;
		this.jdbc = jdbc;
		this.clock = clock;
		this.actor = actor;
	}

	/**
	 * Keeps the buyer's rating and comment. The order refuses unless it is confirmed and
	 * has none yet, and announces it.
	 * @param rating 1 (worst) to 5 (best)
	 */
	@Transactional
	public FeedbackView give(String order, int rating, @Nullable String comment) {
		UUID orderId = this.orders.feedbackGiven(order, rating);
		this.jdbc.sql("""
				INSERT INTO feedback (id, order_id, rating, comment, actor, created_at)
				VALUES (:id, :order, :rating, :comment, :actor, :now)
				""")
			.param("id", Ids.next())
			.param("order", orderId)
			.param("rating", rating)
			.param("comment", comment)
			.param("actor", this.actor.get().name())
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return find(orderId, order);
	}

	/** The feedback on an order by id or number. */
	public FeedbackView of(String order) {
		return find(this.lookup.idOf(order), order);
	}

	private FeedbackView find(UUID orderId, String order) {
		return this.jdbc
			.sql("SELECT f.*, %s AS order_number FROM feedback f WHERE f.order_id = :order"
				.formatted(this.visible.number("f.order_id")))
			.param("order", orderId)
			.query(Feedback::read)
			.optional()
			.orElseThrow(() -> new BusinessException(ProblemCode.NOT_FOUND,
					"Nobody has given feedback on order %s; once it is confirmed, POST /api/v1/orders/{order}/feedback gives it."
						.formatted(order)));
	}

	private static FeedbackView read(ResultSet row, int number) throws SQLException {
		return new FeedbackView(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
				row.getString("order_number"), row.getInt("rating"), row.getString("comment"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("actor"));
	}

}
