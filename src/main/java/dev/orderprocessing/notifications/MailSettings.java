package dev.orderprocessing.notifications;

import dev.orderprocessing.kernel.EmailAddress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails to buyers look.
 *
 * @param from address of the sender
 * @param baseUrl where buyers reach the service, put in front of the paths in mails
 */
@ConfigurationProperties("order-processing.mail")
record MailSettings(@DefaultValue("orders@example.org") String from, @DefaultValue("") String baseUrl) {

	MailSettings {
		from = new EmailAddress(from).value();
	}

}
