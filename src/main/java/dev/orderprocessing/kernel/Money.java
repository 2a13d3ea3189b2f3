package dev.orderprocessing.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of one ISO 4217 currency, with exactly that currency's decimals (EUR 2,
 * JPY 0, KWD 3). May be negative. At most 12 digits before the decimal point.
 */
@JsonPropertyOrder({ "amount", "currency" })
@Schema(description = "An exact amount with exactly the decimals of its ISO 4217 currency (EUR 2, JPY 0, KWD 3)",
		requiredProperties = { "amount", "currency" })
public record Money(
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(description = "With exactly the currency's decimals",
				type = "string", pattern = "^-?[0-9]{1,12}([.][0-9]{1,4})?$", example = "12.90") BigDecimal amount,
		@Schema(description = "ISO 4217 code", type = "string", pattern = "^[A-Z]{3}$",
				example = "EUR") Currency currency)
		implements
			Comparable<Money> {

	private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,4})?");

	private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

	public Money {
		int decimals = currency.getDefaultFractionDigits();
		if (decimals < 0) {
			throw new InvalidValue("UNKNOWN_CURRENCY", "currency",
					"%s is not a currency that people pay with.".formatted(currency.getCurrencyCode()));
		}
		if (amount.scale() != decimals) {
			throw new InvalidValue("WRONG_SCALE", "amount",
					"An amount in %s has exactly %d decimals, such as \"%s\"; this one has %d.".formatted(
							currency.getCurrencyCode(), decimals, BigDecimal.valueOf(1290, decimals), amount.scale()));
		}
		if (amount.abs().compareTo(LIMIT) >= 0) {
			throw new InvalidValue("OUT_OF_RANGE", "amount",
					"An amount has at most 12 digits before the decimal point.");
		}
	}

	@JsonCreator
	static Money of(@JsonProperty(value = "amount") @Nullable String amount,
			@JsonProperty(value = "currency") @Nullable String currency) {
		if (amount == null) {
			throw new InvalidValue("REQUIRED", "amount", "amount is required, as a string such as \"12.90\".");
		}
		if (currency == null) {
			throw new InvalidValue("REQUIRED", "currency", "currency is required, such as \"EUR\".");
		}
		if (!AMOUNT.matcher(amount).matches()) {
			throw new InvalidValue("INVALID_FORMAT", "amount",
					"amount is a plain decimal number in a string, such as \"12.90\".");
		}
		return new Money(new BigDecimal(amount), currencyOf(currency));
	}

	/**
	 * For constants in code and tests, such as
	 * {@code Money.of("12.90", Money.currencyOf("EUR"))}.
	 */
	public static Money of(String amount, Currency currency) {
		return new Money(new BigDecimal(amount), currency);
	}

	/** Rounds the exact result of a calculation to the currency's decimals. */
	public static Money rounded(BigDecimal exact, Currency currency, RoundingMode rounding) {
		return new Money(exact.setScale(currency.getDefaultFractionDigits(), rounding), currency);
	}

	/**
	 * Reads a database value, whose column has four decimals, without rounding: refuses
	 * lost digits.
	 */
	public static Money stored(BigDecimal value, Currency currency) {
		return new Money(value.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY), currency);
	}

	public static Money zero(Currency currency) {
		return new Money(BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()), currency);
	}

	/** The ISO 4217 currency of a three-letter code. */
	public static Currency currencyOf(String code) {
		try {
			Currency currency = Currency.getInstance(code);
			if (currency.getDefaultFractionDigits() >= 0) {
				return currency;
			}
		}
		catch (IllegalArgumentException ex) {
			// falls through to the refusal
		}
		throw new InvalidValue("UNKNOWN_CURRENCY", "currency",
				"A currency is a three-letter ISO 4217 code in capitals, such as EUR.");
	}

	public static Money sum(Collection<Money> values, Currency currency) {
		return values.stream().reduce(zero(currency), Money::plus);
	}

	/** The amount as a plain decimal number, as it stands in JSON. */
	public String text() {
		return this.amount.toPlainString();
	}

	public Money plus(Money other) {
		return new Money(this.amount.add(same(other).amount), this.currency);
	}

	public Money minus(Money other) {
		return new Money(this.amount.subtract(same(other).amount), this.currency);
	}

	public Money times(int factor) {
		return new Money(this.amount.multiply(BigDecimal.valueOf(factor)), this.currency);
	}

	public Money negate() {
		return new Money(this.amount.negate(), this.currency);
	}

	public Money min(Money other) {
		return (compareTo(other) <= 0) ? this : other;
	}

	public Money max(Money other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	@JsonIgnore
	public boolean isZero() {
		return this.amount.signum() == 0;
	}

	@JsonIgnore
	public boolean isPositive() {
		return this.amount.signum() > 0;
	}

	@JsonIgnore
	public boolean isNegative() {
		return this.amount.signum() < 0;
	}

	/**
	 * The part of this amount that falls on the first {@code units} of {@code total}
	 * units, rounded half-even. Parts of successive units are differences of this
	 * function, so they always add up to the whole.
	 */
	public Money share(int units, int total) {
		if (units < 0 || units > total || total == 0) {
			throw new IllegalArgumentException("share of %d of %d units".formatted(units, total));
		}
		BigDecimal exact = this.amount.multiply(BigDecimal.valueOf(units))
			.divide(BigDecimal.valueOf(total), this.amount.scale(), RoundingMode.HALF_EVEN);
		return new Money(exact, this.currency);
	}

	/**
	 * Spreads this amount over weights by largest remainder: parts are proportional,
	 * differ from the exact share by less than one minor unit, and add up to this amount.
	 * Ties go to the earlier part; all-zero weights give everything to the first.
	 */
	public List<Money> spread(List<BigDecimal> weights) {
		BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
		List<BigDecimal> parts = new ArrayList<>();
		List<BigDecimal> remainders = new ArrayList<>();
		int scale = this.amount.scale();
		BigDecimal magnitude = this.amount.abs();
		for (int i = 0; i < weights.size(); i++) {
			BigDecimal exact = (total.signum() == 0) ? ((i == 0) ? magnitude : BigDecimal.ZERO)
					: magnitude.multiply(weights.get(i)).divide(total, scale + 12, RoundingMode.DOWN);
			BigDecimal part = exact.setScale(scale, RoundingMode.DOWN);
			parts.add(part);
			remainders.add(exact.subtract(part));
		}
		BigDecimal left = magnitude.subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
		BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
		List<Integer> order = IntStream.range(0, parts.size())
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
			.toList();
		for (int i = 0; left.signum() > 0; i++) {
			int index = order.get(i % order.size());
			parts.set(index, parts.get(index).add(unit));
			left = left.subtract(unit);
		}
		return parts.stream()
			.map((part) -> new Money((this.amount.signum() < 0) ? part.negate().setScale(scale) : part.setScale(scale),
					this.currency))
			.toList();
	}

	@Override
	public int compareTo(Money other) {
		return this.amount.compareTo(same(other).amount);
	}

	@Override
	public String toString() {
		return text() + " " + this.currency.getCurrencyCode();
	}

	private Money same(Money other) {
		if (!this.currency.equals(other.currency)) {
			throw new IllegalArgumentException("%s and %s cannot be combined".formatted(this.currency, other.currency));
		}
		return other;
	}

}
