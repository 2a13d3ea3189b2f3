package dev.orderprocessing.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads whole products with one statement; prices and services come along as one JSON
 * value per product.
 */
@Component
class ProductReader {

	private static final String SELECT = """
			SELECT p.sku, p.name, p.description, p.status, p.tax_category, p.weight_grams, p.backorderable,
				p.max_per_order, p.version,
				(SELECT json_agg(json_build_object('currency', currency, 'amount', amount) ORDER BY currency)
					FROM product_price WHERE sku = p.sku) AS prices,
				(SELECT json_agg(json_build_object('code', s.code, 'name', s.name, 'needsText', s.needs_text,
						'prices', (SELECT coalesce(json_agg(json_build_object('currency', currency, 'amount', amount)
							ORDER BY currency), '[]'::json)
							FROM product_service_price WHERE sku = s.sku AND service_code = s.code)) ORDER BY s.code)
					FROM product_service s WHERE s.sku = p.sku) AS services
			FROM product p""";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JdbcClient jdbc;

	ProductReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** One array parameter, so that the statement is the same for any number of SKUs. */
	List<ProductView> bySkus(Collection<Sku> skus) {
		return this.jdbc.sql(SELECT + " WHERE p.sku = ANY(:skus)")
			.param("skus", skus.stream().map(Sku::value).distinct().toArray(String[]::new))
			.query(ProductReader::product)
			.list();
	}

	Slice<ProductView> list(@Nullable ProductStatus status, @Nullable String query, PageRequest page) {
		var conditions = new Conditions().after("p.sku > :after", page.after())
			.parameter("p.status = :status", "status", status)
			.parameter("(p.sku ILIKE :query OR p.name ILIKE :query)", "query",
					(query != null) ? "%" + query.replaceAll("([\\\\%_])", "\\\\$1") + "%" : null);
		var rows = PageQuery.of(SELECT, conditions, "p.sku")
			.fetch(page.fetch(), this.jdbc)
			.query(ProductReader::product)
			.list();
		return Slice.of(rows, page, (product) -> product.sku().value());
	}

	private static ProductView product(ResultSet row, int number) throws SQLException {
		return new ProductView(new Sku(row.getString("sku")), row.getString("name"), row.getString("description"),
				ProductStatus.valueOf(row.getString("status")), TaxCategory.valueOf(row.getString("tax_category")),
				row.getInt("weight_grams"), row.getBoolean("backorderable"), row.getInt("max_per_order"),
				prices(row.getString("prices")), services(row.getString("services")), row.getLong("version"));
	}

	private static List<Money> prices(@Nullable String json) {
		return (json != null) ? money(List.of(JSON.readValue(json, Amount[].class))) : List.of();
	}

	private static List<ServiceOffer> services(@Nullable String json) {
		if (json == null) {
			return List.of();
		}
		return List.of(JSON.readValue(json, Offer[].class))
			.stream()
			.map((offer) -> new ServiceOffer(offer.code(), offer.name(), offer.needsText(), money(offer.prices())))
			.sorted(Comparator.comparing(ServiceOffer::code))
			.toList();
	}

	private static List<Money> money(List<Amount> amounts) {
		return amounts.stream()
			.map((amount) -> Money.stored(amount.amount(), Money.currencyOf(amount.currency())))
			.toList();
	}

	private record Amount(String currency, BigDecimal amount) {
	}

	private record Offer(String code, String name, boolean needsText, List<Amount> prices) {
	}

}
