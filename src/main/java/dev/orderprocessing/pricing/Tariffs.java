package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tax rates and currencies, as staff configure them. Orders keep the rates they were
 * placed with.
 */
@Service
@Transactional(readOnly = true)
public class Tariffs {

	private static final BigDecimal HIGHEST_RATE = new BigDecimal("100");

	private final JdbcClient jdbc;

	Tariffs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Tax rates by country and category, ascending. */
	public Slice<TaxRateView> taxRates(@Nullable CountryCode country, PageRequest page) {
		var conditions = new Conditions().parameter("country = :country", "country", country);
		if (page.after() != null) {
			String[] after = page.after().split("/", 2);
			conditions.and("(country, category) > (:afterCountry, :afterCategory)",
					Map.of("afterCountry", after[0], "afterCategory", (after.length > 1) ? after[1] : ""));
		}
		var rows = PageQuery.of("SELECT * FROM tax_rate", conditions, "country, category")
			.fetch(page.fetch(), this.jdbc)
			.query(PriceTables::taxRate)
			.list();
		return Slice.of(rows, page, (rate) -> rate.country() + "/" + rate.category());
	}

	/**
	 * Sets what a country takes on a category.
	 * @param rate in percent, 0 to 100 with at most two decimals
	 * @throws BusinessException RULE_VIOLATED for a ZERO category that isn't zero
	 */
	@Transactional
	public TaxRateView setTaxRate(CountryCode country, TaxCategory category, BigDecimal rate) {
		if (rate.signum() < 0 || rate.compareTo(HIGHEST_RATE) > 0 || rate.stripTrailingZeros().scale() > 2) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/rate",
					"rate is a percentage from 0 to 100 with at most 2 decimals, such as 19.00.");
		}
		if (category == TaxCategory.ZERO && rate.signum() != 0) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/rate",
					"Goods of the category ZERO are never taxed; use STANDARD or REDUCED, or the rate 0.");
		}
		return this.jdbc.sql("""
				INSERT INTO tax_rate (country, category, rate) VALUES (:country, :category, :rate)
				ON CONFLICT ON CONSTRAINT tax_rate_pk DO UPDATE SET rate = excluded.rate
				RETURNING *
				""")
			.param("country", country.value())
			.param("category", category.name())
			.param("rate", rate.stripTrailingZeros().setScale(2))
			.query(PriceTables::taxRate)
			.single();
	}

	/** The currencies we sell in, by code. */
	public Slice<CurrencyView> currencies(PageRequest page) {
		List<CurrencyView> rows = PageQuery
			.of("SELECT * FROM currency_setting", new Conditions().after("currency > :after", page.after()), "currency")
			.fetch(page.fetch(), this.jdbc)
			.query(PriceTables::currency)
			.list();
		return Slice.of(rows, page, (setting) -> setting.currency().getCurrencyCode());
	}

	/** Starts to sell in a currency, or changes how we do. */
	@Transactional
	public CurrencyView setCurrency(Currency currency, boolean pricesIncludeTax, TaxRounding taxRounding,
			Rounding rounding) {
		return this.jdbc.sql("""
				INSERT INTO currency_setting (currency, prices_include_tax, tax_rounding, rounding)
				VALUES (:currency, :pricesIncludeTax, :taxRounding, :rounding)
				ON CONFLICT ON CONSTRAINT currency_setting_pk DO UPDATE SET
					prices_include_tax = excluded.prices_include_tax, tax_rounding = excluded.tax_rounding,
					rounding = excluded.rounding
				RETURNING *
				""")
			.param("currency", currency.getCurrencyCode())
			.param("pricesIncludeTax", pricesIncludeTax)
			.param("taxRounding", taxRounding.name())
			.param("rounding", rounding.name())
			.query(PriceTables::currency)
			.single();
	}

}
