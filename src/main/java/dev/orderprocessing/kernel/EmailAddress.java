package dev.orderprocessing.kernel;

import java.net.IDN;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address to which mail can be sent, {@code local@domain} of at most 254
 * characters (RFC 5321): the mail library that sends decides.
 */
@Schema(type = "string", format = "email", maxLength = 254, example = "ada@example.org")
public record EmailAddress(@JsonValue String value) {

	public static final int MAX_LENGTH = 254;

	private static final int MAX_LOCAL = 64;

	public EmailAddress {
		value = value.strip();
		if (onTheWire(value).isEmpty()) {
			throw new InvalidValue("INVALID_EMAIL",
					"An e-mail address has the form name@domain and at most 254 characters, such as ada@example.org.");
		}
	}

	/** Shop systems send an empty text for an address that they don't have. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static @Nullable EmailAddress of(String text) {
		return text.isBlank() ? null : new EmailAddress(text);
	}

	/** The address that a text is, if mail can be sent to it. */
	public static Optional<EmailAddress> find(@Nullable String text) {
		return (text != null && onTheWire(text.strip()).isPresent()) ? Optional.of(new EmailAddress(text))
				: Optional.empty();
	}

	/** As a mail server is told: the domain in ASCII. */
	public String onTheWire() {
		return onTheWire(this.value).orElseThrow();
	}

	public String domain() {
		return this.value.substring(this.value.lastIndexOf('@') + 1);
	}

	private static Optional<String> onTheWire(String text) {
		int at = text.lastIndexOf('@');
		if (at < 1 || at > MAX_LOCAL || text.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		try {
			String address = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
			InternetAddress[] parsed = InternetAddress.parse(address, true);
			boolean plain = parsed.length == 1 && address.equals(parsed[0].getAddress())
					&& address.length() <= MAX_LENGTH && address.chars().allMatch((c) -> c > ' ' && c < 127);
			return plain ? Optional.of(address) : Optional.empty();
		}
		catch (AddressException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
