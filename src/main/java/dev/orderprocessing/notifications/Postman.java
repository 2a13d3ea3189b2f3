package dev.orderprocessing.notifications;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.InvalidValue;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands recorded mails to the mail server, when one is configured. No transaction is open
 * meanwhile: a mail is claimed, sent, settled. After a crash in between it is sent once
 * more, with the same Message-ID.
 */
@Component
class Postman {

	private static final Logger logger = LoggerFactory.getLogger(Postman.class);

	private static final int ROUND = 20;

	private final ObjectProvider<JavaMailSender> server;

	private final Outbox outbox;

	private final MailSettings settings;

	Postman(ObjectProvider<JavaMailSender> server, Outbox outbox, MailSettings settings) {
		this.server = server;
		this.outbox = outbox;
		this.settings = settings;
	}

	/** Sends what is due. */
	void deliver() {
		JavaMailSender sender = this.server.getIfAvailable();
		if (sender == null) {
			return;
		}
		List<NotificationView> mails;
		do {
			mails = this.outbox.claim(ROUND);
			mails.forEach((mail) -> deliver(sender, mail));
		}
		while (mails.size() == ROUND);
	}

	private void deliver(JavaMailSender sender, NotificationView mail) {
		try {
			sender.send(message(sender, mail));
			this.outbox.sent(mail.id());
		}
		catch (MailException | MessagingException | InvalidValue ex) {
			String error = ex.getClass().getSimpleName();
			logger.warn("Mail {} was not taken, attempt {} of {}: {}", mail.id(), mail.attempts(), Outbox.MAX_ATTEMPTS,
					error);
			this.outbox.failed(mail, error);
		}
	}

	private MimeMessage message(JavaMailSender sender, NotificationView mail) throws MessagingException {
		MimeMessage message = sender.createMimeMessage();
		var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
		helper.setFrom(this.settings.from());
		helper.setTo(new EmailAddress(Objects.requireNonNull(mail.recipient())).onTheWire());
		helper.setSubject(mail.subject());
		helper.setText(mail.body());
		String domain = this.settings.from().substring(this.settings.from().indexOf('@'));
		message.setHeader("Message-ID", "<" + mail.id() + domain + ">");
		return message;
	}

}
