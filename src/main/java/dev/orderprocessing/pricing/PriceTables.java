package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.ReferenceCache;
import dev.orderprocessing.kernel.database.ReferenceVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what a price needs: rates from memory, coupons with one statement. */
@Component
class PriceTables {

	private final JdbcClient jdbc;

	private final ReferenceCache<Market, Tariff> tariffs;

	PriceTables(JdbcClient jdbc, ReferenceVersion version) {
		this.jdbc = jdbc;
		this.tariffs = new ReferenceCache<>(version);
	}

	/** Empty when we don't sell in the currency. */
	Optional<Tariff> tariff(Currency currency, CountryCode country) {
		return this.tariffs.one(new Market(currency, country), this::read);
	}

	private Optional<Tariff> read(Market market) {
		Map<TaxCategory, BigDecimal> rates = new EnumMap<>(TaxCategory.class);
		return this.jdbc.sql("""
				SELECT s.currency, s.prices_include_tax, s.tax_rounding, s.rounding, r.category, r.rate
				FROM currency_setting s LEFT JOIN tax_rate r ON r.country = :country
				WHERE s.currency = :currency
				""")
			.param("country", market.country().value())
			.param("currency", market.currency().getCurrencyCode())
			.query((row, number) -> {
				String category = row.getString("category");
				if (category != null) {
					rates.put(TaxCategory.valueOf(category), row.getBigDecimal("rate"));
				}
				return currency(row, number);
			})
			.list()
			.stream()
			.findFirst()
			.map((setting) -> new Tariff(setting, market.country(), rates));
	}

	Map<String, CouponView> coupons(Collection<String> codes) {
		if (codes.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql("SELECT * FROM coupon WHERE code = ANY(:codes)")
			.param("codes", codes.toArray(String[]::new))
			.query(PriceTables::coupon)
			.list()
			.stream()
			.collect(Collectors.toMap(CouponView::code, Function.identity()));
	}

	static CurrencyView currency(ResultSet row, int number) throws SQLException {
		return new CurrencyView(Money.currencyOf(row.getString("currency")), row.getBoolean("prices_include_tax"),
				TaxRounding.valueOf(row.getString("tax_rounding")), Rounding.valueOf(row.getString("rounding")));
	}

	static TaxRateView taxRate(ResultSet row, int number) throws SQLException {
		return new TaxRateView(new CountryCode(row.getString("country")),
				TaxCategory.valueOf(row.getString("category")), row.getBigDecimal("rate"));
	}

	static CouponView coupon(ResultSet row, int number) throws SQLException {
		return new CouponView(row.getString("code"), row.getString("description"),
				CouponKind.valueOf(row.getString("kind")), row.getBigDecimal("percent"), money(row, "amount"),
				money(row, "minimum_items"), instant(row, "valid_from"), instant(row, "valid_until"),
				row.getObject("max_uses", Integer.class), row.getInt("used"), row.getBoolean("active"),
				row.getLong("version"));
	}

	private static @Nullable Money money(ResultSet row, String column) throws SQLException {
		BigDecimal amount = row.getBigDecimal(column);
		return (amount != null) ? Money.stored(amount, Money.currencyOf(row.getString("currency"))) : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** Where tax and rounding are the same for all orders. */
	private record Market(Currency currency, CountryCode country) {
	}

}
