package dev.orderprocessing.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of mails: recorded, claimed for a while by whoever sends them, settled. */
@Component
class Outbox {

	static final int MAX_ATTEMPTS = 8;

	/** Longer than a mail server may take, so that nobody else sends meanwhile. */
	private static final Duration LEASE = Duration.ofMinutes(2);

	/** Older news is kept but not sent, should a mail server be set up late. */
	private static final Duration NEWS = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final Clock clock;

	Outbox(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Records a mail once, however often the event is delivered.
	 * @param recipient as the buyer gave it; if it is no address, the mail is recorded
	 * and never sent
	 */
	void record(UUID order, UUID event, NotificationKind kind, @Nullable String recipient, Letters.Letter letter) {
		boolean sendable = EmailAddress.find(recipient).isPresent();
		this.jdbc.sql("""
				INSERT INTO notification (id, order_id, event_id, kind, recipient, subject, body, status,
										  next_attempt_at, created_at)
				VALUES (:id, :order, :event, :kind, :recipient, :subject, :body, :status, :due, :now)
				ON CONFLICT ON CONSTRAINT notification_once_per_event DO NOTHING
				""")
			.param("id", Ids.next())
			.param("order", order)
			.param("event", event)
			.param("kind", kind.name())
			.param("recipient", isOneLine(recipient) ? recipient : null)
			.param("subject", letter.subject())
			.param("body", letter.body())
			.param("status", (sendable ? NotificationStatus.RECORDED : NotificationStatus.NO_ADDRESS).name())
			.param("due", sendable ? after(Duration.ZERO) : null)
			.param("now", after(Duration.ZERO))
			.update();
	}

	List<NotificationView> list(UUID order, PageRequest page) {
		var conditions = new Conditions().parameter("order_id = :order", "order", order)
			.after("id < :after", page.afterId());
		return PageQuery.of("""
				SELECT id, kind, recipient, subject, body, status, attempts, last_error, created_at, sent_at
				  FROM notification""", conditions, "id DESC")
			.fetch(page.fetch(), this.jdbc)
			.query(Outbox::read)
			.list();
	}

	/**
	 * Takes mails that are due; nobody else gets them while the lease lasts. One that
	 * somebody has changed meanwhile may be missed and is found the next time.
	 */
	List<NotificationView> claim(int limit) {
		return this.jdbc.sql("""
				UPDATE notification
				   SET attempts = attempts + 1, next_attempt_at = :leasedUntil
				 WHERE id IN (SELECT id
								FROM notification
							   WHERE status = 'RECORDED' AND next_attempt_at <= :now AND created_at > :news
							   ORDER BY next_attempt_at
							   LIMIT :limit
								 FOR UPDATE SKIP LOCKED)
				RETURNING id, kind, recipient, subject, body, status, attempts, last_error, created_at, sent_at
				""")
			.param("leasedUntil", after(LEASE))
			.param("now", after(Duration.ZERO))
			.param("news", after(NEWS.negated()))
			.param("limit", limit)
			.query(Outbox::read)
			.list();
	}

	void sent(UUID id) {
		this.jdbc.sql("""
				UPDATE notification SET status = 'SENT', sent_at = :now, next_attempt_at = NULL, last_error = NULL
				 WHERE id = :id AND status = 'RECORDED'
				""").param("now", after(Duration.ZERO)).param("id", id).update();
	}

	/** Lets it be tried again, each time later (5 s to 5 min), or gives it up. */
	void failed(NotificationView mail, String error) {
		boolean last = mail.attempts() >= MAX_ATTEMPTS;
		Duration pause = Duration.ofSeconds(Math.min(300, 5L << mail.attempts()));
		this.jdbc.sql("""
				UPDATE notification SET status = :status, next_attempt_at = :next, last_error = :error
				 WHERE id = :id AND status = 'RECORDED'
				""")
			.param("status", (last ? NotificationStatus.FAILED : NotificationStatus.RECORDED).name())
			.param("next", last ? null : after(pause))
			.param("error", error)
			.param("id", mail.id())
			.update();
	}

	private static boolean isOneLine(@Nullable String text) {
		return text != null && text.chars().noneMatch(Character::isISOControl);
	}

	private OffsetDateTime after(Duration pause) {
		return this.clock.instant().plus(pause).atOffset(ZoneOffset.UTC);
	}

	private static NotificationView read(ResultSet row, int number) throws SQLException {
		return new NotificationView(row.getObject("id", UUID.class), NotificationKind.valueOf(row.getString("kind")),
				row.getString("recipient"), row.getString("subject"), row.getString("body"),
				NotificationStatus.valueOf(row.getString("status")), row.getInt("attempts"),
				row.getString("last_error"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				instant(row.getObject("sent_at", OffsetDateTime.class)));
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

}
