package dev.orderprocessing.notifications;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.orders.events.OrderContacts.Contact;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Writes what buyers read. */
@Component
@EnableConfigurationProperties(MailSettings.class)
class Letters {

	private final SpringTemplateEngine templates = new SpringTemplateEngine();

	private final MailSettings settings;

	Letters(MailSettings settings) {
		this.settings = settings;
		var resolver = new ClassLoaderTemplateResolver();
		resolver.setPrefix("mail/");
		resolver.setSuffix(".txt");
		resolver.setTemplateMode(TemplateMode.TEXT);
		resolver.setCharacterEncoding("UTF-8");
		this.templates.setTemplateResolver(resolver);
	}

	Letter orderConfirmed(Contact buyer) {
		return new Letter("Your order %s is complete".formatted(buyer.orderNumber()),
				write("order-confirmed", buyer, Map.of("total", buyer.grandTotal().toString(), "feedback",
						this.settings.feedbackPage(buyer.orderNumber()))));
	}

	Letter unitsShipped(Contact buyer, Map<String, Object> shipped) {
		Map<String, Object> values = label(shipped);
		values.put("complete", Boolean.TRUE.equals(shipped.get("complete")));
		values.put("units", shipped.getOrDefault("units", "-"));
		return new Letter("Your order %s is on its way".formatted(buyer.orderNumber()),
				write("units-shipped", buyer, values));
	}

	Letter trackingCorrected(Contact buyer, Map<String, Object> shipment) {
		return new Letter("Your order %s is followed under another number".formatted(buyer.orderNumber()),
				write("tracking-corrected", buyer, label(shipment)));
	}

	private static Map<String, Object> label(Map<String, Object> shipment) {
		Map<String, Object> values = new HashMap<>();
		values.put("shipment", shipment.getOrDefault("shipmentNumber", "-"));
		values.put("carrier", shipment.getOrDefault("carrier", "-"));
		values.put("trackingNumber", shipment.getOrDefault("trackingNumber", ""));
		values.put("trackingUrl", shipment.getOrDefault("trackingUrl", ""));
		return values;
	}

	Letter paymentReminder(Contact buyer, Map<String, Object> reminded) {
		return new Letter("Your order %s waits for its payment".formatted(buyer.orderNumber()),
				write("payment-reminder", buyer,
						Map.of("amount", amount(reminded), "until", reminded.getOrDefault("until", "-"))));
	}

	Letter cardNeeded(Contact buyer, Map<String, Object> notRenewed) {
		return new Letter("Your order %s needs another card".formatted(buyer.orderNumber()),
				write("card-needed", buyer, Map.of("amount", amount(notRenewed))));
	}

	private static String amount(Map<String, Object> payload) {
		return (payload.get("amount") instanceof Map<?, ?> money)
				? "%s %s".formatted(money.get("amount"), money.get("currency")) : "-";
	}

	private String write(String template, Contact buyer, Map<String, Object> values) {
		var context = new Context(Locale.ROOT);
		values.forEach((name, value) -> context.setVariable(name, line(value)));
		context.setVariable("name", line(buyer.name()));
		context.setVariable("number", buyer.orderNumber());
		return this.templates.process(template, context);
	}

	/** What others have written fills a place in a line of ours and writes no own. */
	private static Object line(Object value) {
		return (value instanceof String text) ? Text.asLine(text) : value;
	}

	record Letter(String subject, String body) {

		Letter {
			subject = Text.asLine(subject);
		}

	}

}
