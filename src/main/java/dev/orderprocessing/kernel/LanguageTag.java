package dev.orderprocessing.kernel;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A language by its BCP 47 tag, such as {@code de} or {@code pt-BR}, in the case that the
 * standard recommends. Shop systems write an underscore for the dash.
 */
@Schema(type = "string", pattern = LanguageTag.FORM, maxLength = LanguageTag.MAX_LENGTH, example = "de-AT",
		description = "BCP 47")
public record LanguageTag(@JsonValue String value) {

	static final String FORM = "^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$";

	static final int MAX_LENGTH = 12;

	private static final Pattern PATTERN = Pattern.compile(FORM);

	public LanguageTag {
		String tag = value.strip();
		if (!PATTERN.matcher(tag).matches()) {
			throw new InvalidValue("INVALID_LANGUAGE",
					"A language is a BCP 47 tag: language, script and region at most, such as de or pt-BR.");
		}
		value = recommended(tag.replace('_', '-'));
	}

	/** Shop systems send an empty text for a language that they don't know. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static @Nullable LanguageTag of(String text) {
		return text.isBlank() ? null : new LanguageTag(text);
	}

	private static String recommended(String tag) {
		try {
			return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
		}
		catch (IllformedLocaleException ex) {
			return tag;
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
