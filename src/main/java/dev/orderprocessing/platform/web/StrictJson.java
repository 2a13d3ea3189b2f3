package dev.orderprocessing.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.CardNumbers;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.ManyLines;
import dev.orderprocessing.kernel.web.Reference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.AnnotatedWithParams;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the one JSON mapper refuse what it would otherwise guess at: unknown and repeated
 * names, numbers in quotes, fractions for whole numbers, text after the end. Texts are
 * trimmed; those of requests are one line unless their field says otherwise, and without
 * numbers of cards.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

	static final int MAX_DEPTH = 32;

	private static final int MAX_TEXT = 100_000;

	private static final int MAX_NUMBER = 40;

	private static final int MAX_NAME = 200;

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	JsonMapperBuilderCustomizer strictJsonMapper() {
		return StrictJson::apply;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	JsonFactoryBuilderCustomizer strictJsonFactory() {
		return StrictJson::limit;
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ServerHttpMessageConvertersCustomizer requestJson(JsonMapper json) {
		return (converters) -> converters.withJsonConverter(new RequestJson(json));
	}

	static void apply(JsonMapper.Builder builder) {
		builder
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
					DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
					DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.addModule(cleanTexts());
		refuse(builder, LogicalType.Integer, CoercionInputShape.Float, CoercionInputShape.String,
				CoercionInputShape.Boolean, CoercionInputShape.EmptyString);
		refuse(builder, LogicalType.Float, CoercionInputShape.String, CoercionInputShape.Boolean,
				CoercionInputShape.EmptyString);
		refuse(builder, LogicalType.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.String, CoercionInputShape.EmptyString);
		refuse(builder, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.Boolean);
		refuse(builder, LogicalType.Enum, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.EmptyString);
		for (LogicalType type : EnumSet.of(LogicalType.POJO, LogicalType.Collection, LogicalType.Map, LogicalType.Array,
				LogicalType.OtherScalar, LogicalType.DateTime)) {
			refuse(builder, type, CoercionInputShape.EmptyString, CoercionInputShape.Integer, CoercionInputShape.Float);
		}
	}

	static void limit(JsonFactoryBuilder builder) {
		builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxStringLength(MAX_TEXT)
				.maxNumberLength(MAX_NUMBER)
				.maxNameLength(MAX_NAME)
				.build());
	}

	private static void refuse(JsonMapper.Builder builder, LogicalType type, CoercionInputShape... shapes) {
		builder.withCoercionConfig(type, (config) -> {
			for (CoercionInputShape shape : shapes) {
				config.setCoercion(shape, CoercionAction.Fail);
			}
		});
	}

	private static SimpleModule cleanTexts() {
		return new SimpleModule("clean-texts").addDeserializer(String.class, new CleanText())
			.addKeyDeserializer(String.class, new CleanKey())
			.addDeserializer(Instant.class, new TimeInText<>(Instant.class, Times::instant))
			.addDeserializer(LocalDate.class, new TimeInText<>(LocalDate.class, LocalDate::parse))
			.addDeserializer(Currency.class, new CurrencyInText());
	}

	/** What a text may hold, by what its field says about it. */
	private record TextRule(String name, boolean lines, boolean mayLookLikeACard) {

		static final TextRule STRICT = new TextRule("The text", false, false);

		static TextRule of(@Nullable BeanProperty field) {
			if (field == null) {
				return STRICT;
			}
			boolean ownType = field.getMember() instanceof AnnotatedWithParams;
			return new TextRule(ownType ? STRICT.name() : field.getName(), field.getAnnotation(ManyLines.class) != null,
					ownType || field.getAnnotation(Reference.class) != null);
		}

		/** What was stored before there were such rules is read as it is. */
		String clean(String text, DeserializationContext context) {
			return RequestJson.isRead(context) ? judged(text.strip()) : sound(text).strip();
		}

		private String judged(String text) {
			String fault = this.lines ? Text.faultOfLines(text) : Text.faultOfLine(text);
			if (fault != null) {
				throw new InvalidValue("INVALID_CHARACTER", "%s %s".formatted(this.name, fault));
			}
			if (!this.mayLookLikeACard && CardNumbers.isIn(text)) {
				throw new InvalidValue("CARD_NUMBER",
						"%s holds the number of a payment card, which is kept nowhere here; leave it out. Cards are "
							.formatted(this.name) + "charged by the token that the payment provider gives for them.");
			}
			return text;
		}

		private static String sound(String text) {
			String fault = Text.fault(text);
			if (fault != null) {
				throw new InvalidValue("INVALID_CHARACTER", "The text " + fault);
			}
			return text;
		}

	}

	private static final class CleanText extends StdScalarDeserializer<String> {

		private final TextRule rule;

		CleanText() {
			this(TextRule.STRICT);
		}

		private CleanText(TextRule rule) {
			super(String.class);
			this.rule = rule;
		}

		@Override
		public LogicalType logicalType() {
			return LogicalType.Textual;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty field) {
			return new CleanText(TextRule.of(field));
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return this.rule.clean(StringDeserializer.instance.deserialize(parser, context), context);
		}

	}

	/**
	 * ISO 8601 and nothing else: a bare number could be seconds, milliseconds or days.
	 */
	private static final class TimeInText<T> extends StdScalarDeserializer<T> {

		private final Class<T> type;

		private final Function<String, T> parser;

		TimeInText(Class<T> type, Function<String, T> parser) {
			super(type);
			this.type = type;
			this.parser = parser;
		}

		@Override
		@SuppressWarnings("unchecked")
		public T deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return (T) context.handleUnexpectedToken(context.constructType(this.type), parser);
			}
			String text = parser.getString();
			try {
				return this.parser.apply(text.strip());
			}
			catch (DateTimeException ex) {
				return (T) context.handleWeirdStringValue(this.type, text, "not ISO 8601");
			}
		}

	}

	/** Only currencies that people pay with, and only by their code. */
	private static final class CurrencyInText extends StdScalarDeserializer<Currency> {

		CurrencyInText() {
			super(Currency.class);
		}

		@Override
		public Currency deserialize(JsonParser parser, DeserializationContext context) {
			return parser.hasToken(JsonToken.VALUE_STRING) ? Money.currencyOf(parser.getString().strip())
					: (Currency) context.handleUnexpectedToken(context.constructType(Currency.class), parser);
		}

	}

	private static final class CleanKey extends KeyDeserializer {

		@Override
		public Object deserializeKey(String key, DeserializationContext context) {
			return TextRule.STRICT.clean(key, context);
		}

	}

}
