package dev.orderprocessing.customers;

import java.time.Period;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long data about people are kept.
 *
 * @param orders who bought, after the order's last step; claims of buyers lapse three
 * years after the year in which they arose (section 195 and 199 BGB)
 * @param mails texts of mails, after they were written
 * @param feedback words of buyers, after they were given; ratings stay
 * @param reasons what staff gave as the reason of a change of stock
 * @param invoices who was billed, after the end of the year of issue: eight years in
 * Germany (section 14b UStG, section 147 (3) AO, section 257 (4) HGB since 2025)
 */
@ConfigurationProperties("order-processing.retention")
record RetentionSettings(@DefaultValue("4y") Period orders, @DefaultValue("1y") Period mails,
		@DefaultValue("3y") Period feedback, @DefaultValue("10y") Period reasons, @DefaultValue("8y") Period invoices) {

	Period of(String name) {
		return switch (name) {
			case "mails" -> this.mails;
			case "feedback" -> this.feedback;
			case "reasons" -> this.reasons;
			case "invoices" -> this.invoices;
			default -> throw new IllegalStateException("order-processing.retention.%s is no setting".formatted(name));
		};
	}

}
