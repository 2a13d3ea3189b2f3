package dev.orderprocessing.shipping;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.ReferenceCache;
import dev.orderprocessing.kernel.database.ReferenceVersion;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of delivery methods and their rates. */
@Component
class DeliveryMethods {

	private static final String SELECT = """
			SELECT m.code, m.name, m.kind, m.countries, m.active, m.carrier, m.version,
				r.currency, r.up_to_grams, r.fee
			FROM delivery_method m LEFT JOIN delivery_rate r ON r.method = m.code
			%s ORDER BY m.code, r.currency, r.up_to_grams""";

	private final JdbcClient jdbc;

	private final ReferenceCache<String, DeliveryMethodView> cache;

	DeliveryMethods(JdbcClient jdbc, ReferenceVersion version) {
		this.jdbc = jdbc;
		this.cache = new ReferenceCache<>(version);
	}

	Optional<DeliveryQuote> quote(String code, Currency currency, int weightGrams) {
		return known(code).filter(DeliveryMethodView::active).map((method) -> quote(method, currency, weightGrams));
	}

	/** Of a method that was active once; methods are switched off, never deleted. */
	DeliveryQuote quoteAgreed(String code, Currency currency, int weightGrams) {
		return quote(known(code).orElseThrow(), currency, weightGrams);
	}

	private static DeliveryQuote quote(DeliveryMethodView method, Currency currency, int weightGrams) {
		return new DeliveryQuote(method.code(), method.name(), fee(method, currency, weightGrams), method.countries());
	}

	private static Optional<Money> fee(DeliveryMethodView method, Currency currency, int weightGrams) {
		return method.rates()
			.stream()
			.filter((rate) -> rate.fee().currency().equals(currency))
			.filter((rate) -> rate.upToGrams() == null || rate.upToGrams() >= weightGrams)
			.map(DeliveryRate::fee)
			.findFirst();
	}

	/** The method's own carrier, if it has one. */
	Optional<String> carrierOf(String code) {
		return known(code).map(DeliveryMethodView::carrier);
	}

	private Optional<DeliveryMethodView> known(String code) {
		return this.cache.one(code, this::find);
	}

	boolean insert(DefineDeliveryMethod method) {
		int inserted = this.jdbc.sql("""
				INSERT INTO delivery_method (code, name, kind, countries, active, carrier)
				VALUES (:code, :name, :kind, :countries, :active, :carrier)
				ON CONFLICT (code) DO NOTHING
				""")
			.param("code", method.code())
			.param("name", method.name())
			.param("kind", method.kind().name())
			.param("countries", countries(method))
			.param("active", method.active())
			.param("carrier", method.carrier())
			.update();
		if (inserted == 0) {
			return false;
		}
		insertRates(method);
		return true;
	}

	void replace(DefineDeliveryMethod method) {
		this.jdbc.sql("""
				UPDATE delivery_method
				SET name = :name, kind = :kind, countries = :countries, active = :active, carrier = :carrier,
					version = version + 1
				WHERE code = :code
				""")
			.param("name", method.name())
			.param("kind", method.kind().name())
			.param("countries", countries(method))
			.param("active", method.active())
			.param("carrier", method.carrier())
			.param("code", method.code())
			.update();
		insertRates(method);
	}

	/** Rates go before the kind changes, because each repeats it. */
	void deleteRates(String code) {
		this.jdbc.sql("DELETE FROM delivery_rate WHERE method = :code").param("code", code).update();
	}

	/** Locks a method and tells its version. */
	Optional<Long> lock(String code) {
		return this.jdbc.sql("SELECT version FROM delivery_method WHERE code = :code FOR UPDATE")
			.param("code", code)
			.query(Long.class)
			.optional();
	}

	Optional<DeliveryMethodView> find(String code) {
		return read(this.jdbc.sql(SELECT.formatted("WHERE m.code = :code")).param("code", code)).stream().findFirst();
	}

	Slice<DeliveryMethodView> list(PageRequest page) {
		var conditions = new Conditions().after("code > :after", page.after());
		var rows = read(PageQuery.of("SELECT code FROM delivery_method", conditions, "code")
			.within(SELECT.formatted("WHERE m.code IN (%s)"))
			.fetch(page.fetch(), this.jdbc));
		return Slice.of(rows, page, DeliveryMethodView::code);
	}

	private static List<DeliveryMethodView> read(JdbcClient.StatementSpec statement) {
		Map<String, DeliveryMethodView> methods = new LinkedHashMap<>();
		Map<String, List<DeliveryRate>> rates = new LinkedHashMap<>();
		statement.query((row) -> {
			String code = row.getString("code");
			var found = rates.computeIfAbsent(code, (any) -> new ArrayList<>());
			String currency = row.getString("currency");
			if (currency != null) {
				found.add(new DeliveryRate(row.getObject("up_to_grams", Integer.class),
						Money.stored(row.getBigDecimal("fee"), Currency.getInstance(currency))));
			}
			if (!methods.containsKey(code)) {
				methods.put(code,
						new DeliveryMethodView(code, row.getString("name"),
								DeliveryMethodKind.valueOf(row.getString("kind")), countries(row),
								row.getBoolean("active"), row.getString("carrier"), found, row.getLong("version")));
			}
		});
		return List.copyOf(methods.values());
	}

	private void insertRates(DefineDeliveryMethod method) {
		this.jdbc
			.sql("""
					INSERT INTO delivery_rate (method, kind, currency, up_to_grams, fee)
					SELECT :method, :kind, r.currency, r.up_to_grams, r.fee
					FROM unnest(:currencies::text[], :weights::integer[], :fees::numeric[]) AS r (currency, up_to_grams, fee)
					""")
			.param("method", method.code())
			.param("kind", method.kind().name())
			.param("currencies",
					method.rates()
						.stream()
						.map((rate) -> rate.fee().currency().getCurrencyCode())
						.toArray(String[]::new))
			.param("weights", method.rates().stream().map(DeliveryRate::upToGrams).toArray(Integer[]::new))
			.param("fees", method.rates().stream().map((rate) -> rate.fee().amount()).toArray(BigDecimal[]::new))
			.update();
	}

	private static String[] countries(DefineDeliveryMethod method) {
		return method.countries().stream().map(CountryCode::value).distinct().sorted().toArray(String[]::new);
	}

	private static List<CountryCode> countries(ResultSet row) throws SQLException {
		Array countries = row.getArray("countries");
		return Arrays.stream((String[]) countries.getArray())
			.map(CountryCode::new)
			.sorted(Comparator.naturalOrder())
			.toList();
	}

}
