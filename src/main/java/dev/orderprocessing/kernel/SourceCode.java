package dev.orderprocessing.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The code of a source, a shop or a marketplace within a channel: letters, digits and
 * single dashes, at most 40. Case does not distinguish; it is kept in small letters.
 */
@Schema(type = "string", pattern = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", maxLength = SourceCode.MAX_LENGTH, example = "web",
		description = "Code of a source; upper and lower case are the same")
public record SourceCode(@JsonValue String value) implements Code {

	static final int MAX_LENGTH = 40;

	private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public SourceCode {
		value = value.strip().toLowerCase(Locale.ROOT);
		if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
			throw new InvalidValue("INVALID_SOURCE_CODE",
					"The code of a source is 1 to 40 letters and digits, with single dashes between them, such as shopify-de.");
		}
	}

	/** The source of orders that name none: the channel itself. */
	public static SourceCode defaultOf(Channel channel) {
		return new SourceCode(channel.name().replace('_', '-'));
	}

	public boolean isDefaultOf(Channel channel) {
		return equals(defaultOf(channel));
	}

	/** The channel whose default source it is, or null. */
	public @Nullable Channel defaultFor() {
		for (Channel channel : Channel.values()) {
			if (isDefaultOf(channel)) {
				return channel;
			}
		}
		return null;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
