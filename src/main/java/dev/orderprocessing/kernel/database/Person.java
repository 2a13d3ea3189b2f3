package dev.orderprocessing.kernel.database;

import java.net.IDN;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Who asks what we know: a customer, or a guest, whom only the e-mail tells. */
public record Person(@Nullable UUID customer, @Nullable EmailAddress guest) {

	public static Person customer(UUID id) {
		return new Person(id, null);
	}

	public static Person guest(EmailAddress email) {
		return new Person(null, email);
	}

	/** The ways in which the guest's address may have been written, in lower case. */
	public String[] addresses() {
		if (this.guest == null) {
			return new String[0];
		}
		String given = this.guest.value();
		String local = given.substring(0, given.lastIndexOf('@') + 1);
		return Stream.of(given, this.guest.onTheWire(), local + IDN.toUnicode(this.guest.domain()))
			.map((address) -> address.toLowerCase(Locale.ROOT))
			.distinct()
			.toArray(String[]::new);
	}

}
