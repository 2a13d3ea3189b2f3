package dev.orderprocessing.notifications;

import java.util.List;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;

import org.springframework.stereotype.Component;

/** Mails that do not get away. */
@Component
class NotificationFigures implements Figures {

	@Override
	public List<Figure> list() {
		return List.of(Figure.count("notifications.failed", "Mails given up after the last attempt.", List
			.of(), "SELECT count(*) AS value FROM notification WHERE status = 'FAILED'"), Figure.seconds(
					"notifications.oldest.due",
					"For how long the oldest mail has been due; it grows when no mail server is configured.", List.of(),
					"""
							SELECT greatest(0, coalesce(extract(epoch FROM :now - min(next_attempt_at)), 0)) AS value
							  FROM notification WHERE status = 'RECORDED'"""));
	}

}
