package dev.orderprocessing.pricing;

import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.orderprocessing.kernel.database.SqlFile;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Counts how often coupons are used. Only a limited coupon has a counter, which is exact
 * under the lock of its row; one without a limit is never written, so that all may use it
 * at once: its uses are counted from orders when somebody asks.
 * <p>
 * Whether a coupon is limited changes only under {@link #lockTerms}, which waits for all
 * who use it and not for each other.
 */
@Repository
class CouponUses {

	private static final String CHANGE = SqlFile.named("pricing/change-coupon-uses");

	private final NamedParameterJdbcTemplate jdbc;

	private final OrdersWithCoupons orders;

	CouponUses(NamedParameterJdbcTemplate jdbc, OrdersWithCoupons orders) {
		this.jdbc = jdbc;
		this.orders = orders;
	}

	/**
	 * Counts, in one round trip.
	 * @param changes by how much, 1 or -1, by code
	 * @return the coupons that may be used; those missing are used up or switched off
	 */
	Set<String> change(Map<String, Integer> changes) {
		SortedMap<String, Integer> sorted = new TreeMap<>(changes);
		var values = new MapSqlParameterSource().addValue("codes", sorted.keySet().toArray(String[]::new))
			.addValue("changes", sorted.values().toArray(Integer[]::new));
		return this.jdbc.execute(CHANGE, values, (statement) -> {
			statement.execute();
			statement.getMoreResults();
			statement.getMoreResults();
			Set<String> counted = new HashSet<>();
			try (ResultSet rows = statement.getResultSet()) {
				while (rows.next()) {
					counted.add(rows.getString("code"));
				}
			}
			return counted;
		});
	}

	/**
	 * Keeps others from using the coupon and from changing its terms until the
	 * transaction ends. To be called before its row is locked.
	 */
	void lockTerms(String code) {
		this.jdbc.query("SELECT pg_advisory_xact_lock(22286, hashtext(:code))", Map.of("code", code), (row) -> {
		});
	}

	/** The coupons with the uses of those that have no counter. */
	List<CouponView> counted(List<CouponView> coupons) {
		List<String> uncounted = coupons.stream()
			.filter((coupon) -> coupon.maxUses() == null)
			.map(CouponView::code)
			.toList();
		if (uncounted.isEmpty()) {
			return coupons;
		}
		Map<String, Integer> uses = this.orders.count(uncounted);
		return coupons.stream()
			.map((coupon) -> (coupon.maxUses() == null) ? coupon.withUsed(uses.getOrDefault(coupon.code(), 0)) : coupon)
			.toList();
	}

	CouponView counted(CouponView coupon) {
		return counted(List.of(coupon)).getFirst();
	}

}
