package dev.orderprocessing.notifications;

import java.net.URI;

import dev.orderprocessing.kernel.EmailAddress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails to buyers look.
 *
 * @param from address of the sender
 * @param feedbackUrl the shop's page on which buyers rate an order, with {@code {order}}
 * where the order's number goes; without one, mails ask buyers to turn to the shop
 */
@ConfigurationProperties("order-processing.mail")
record MailSettings(@DefaultValue("orders@example.org") String from, @DefaultValue("") String feedbackUrl) {

	private static final String PLACEHOLDER = "{order}";

	MailSettings {
		from = new EmailAddress(from).value();
		if (!feedbackUrl.isEmpty() && !isTemplate(feedbackUrl)) {
			throw new IllegalArgumentException(
					"order-processing.mail.feedback-url must be an http(s) address that contains %s, not '%s'"
						.formatted(PLACEHOLDER, feedbackUrl));
		}
	}

	/** Where to rate the order, or an empty text when the shop has no such page. */
	String feedbackPage(String orderNumber) {
		return this.feedbackUrl.replace(PLACEHOLDER, orderNumber);
	}

	private static boolean isTemplate(String text) {
		try {
			URI uri = URI.create(text.replace(PLACEHOLDER, "1"));
			return text.contains(PLACEHOLDER) && uri.getHost() != null
					&& ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
