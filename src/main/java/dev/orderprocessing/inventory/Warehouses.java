package dev.orderprocessing.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to warehouses. */
@Service
@Transactional(readOnly = true)
public class Warehouses {

	private static final String SELECT = "SELECT code, name, country, priority, active, version FROM warehouse";

	private static final RowMapper<WarehouseView> VIEW = (row, number) -> new WarehouseView(row.getString("code"),
			row.getString("name"), new CountryCode(row.getString("country")), row.getInt("priority"),
			row.getBoolean("active"), row.getLong("version"));

	private final JdbcClient jdbc;

	private final StockStore stock;

	private final Backorders backorders;

	Warehouses(JdbcClient jdbc, StockStore stock, Backorders backorders) {
		this.jdbc = jdbc;
		this.stock = stock;
		this.backorders = backorders;
	}

	/**
	 * Opens a warehouse, with no stock.
	 * @throws BusinessException {@link ProblemCode#ALREADY_EXISTS}
	 */
	@Transactional
	public WarehouseView create(WarehouseCode code, WarehouseDefinition definition) {
		int created = this.jdbc.sql("""
				INSERT INTO warehouse (code, name, country, priority, active, version)
				VALUES (:code, :name, :country, :priority, :active, 0) ON CONFLICT (code) DO NOTHING""")
			.param("code", code.value())
			.params(values(definition))
			.update();
		if (created == 0) {
			throw BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/code",
					"There is already a warehouse %s; change it with PUT /api/v1/warehouses/%s.".formatted(code, code));
		}
		return view(code.value(), definition, 0);
	}

	/**
	 * Replaces what can be changed. Stock of a warehouse that becomes active serves
	 * waiting backorders at once; one that becomes inactive keeps its reservations.
	 * @param expectedVersion refuse when the warehouse has another version by now
	 * @throws BusinessException {@link ProblemCode#NOT_FOUND},
	 * {@link ProblemCode#STALE_VERSION}
	 */
	@Transactional
	public WarehouseView replace(WarehouseCode code, WarehouseDefinition definition, @Nullable Long expectedVersion) {
		WarehouseView before = select(" WHERE code = :code FOR UPDATE", Map.of("code", code.value())).stream()
			.findFirst()
			.orElseThrow(() -> BusinessException.notFound("warehouse", code, "/api/v1/warehouses"));
		IfMatch.check(expectedVersion, before.version(), "warehouse " + code);
		boolean activityChanges = before.active() != definition.active();
		if (activityChanges && definition.active()) {
			this.stock.lockOpening();
		}
		if (activityChanges) {
			this.stock.lockWarehouse(code.value());
		}
		this.jdbc.sql("""
				UPDATE warehouse SET name = :name, country = :country, priority = :priority, active = :active,
				       version = version + 1
				WHERE code = :code""").param("code", code.value()).params(values(definition)).update();
		if (activityChanges && definition.active()) {
			this.backorders.serveAndWrite(this.stock.lockWarehouse(code.value()));
		}
		return view(code.value(), definition, before.version() + 1);
	}

	public Optional<WarehouseView> find(WarehouseCode code) {
		return select(" WHERE code = :code", Map.of("code", code.value())).stream().findFirst();
	}

	/** By code. */
	public Slice<WarehouseView> list(PageRequest page) {
		List<WarehouseView> rows = PageQuery.of(SELECT, new Conditions().after("code > :after", page.after()), "code")
			.fetch(page.fetch(), this.jdbc)
			.query(VIEW)
			.list();
		return Slice.of(rows, page, WarehouseView::code);
	}

	/**
	 * The warehouses, which nobody can open or close for stock until the transaction
	 * ends.
	 */
	Map<String, WarehouseView> hold(Collection<String> codes) {
		return select(" WHERE code = ANY (:codes) ORDER BY code FOR KEY SHARE",
				Map.of("codes", codes.toArray(String[]::new)))
			.stream()
			.collect(Collectors.toMap(WarehouseView::code, Function.identity()));
	}

	private List<WarehouseView> select(String rest, Map<String, Object> parameters) {
		return this.jdbc.sql(SELECT + rest).params(parameters).query(VIEW).list();
	}

	private static Map<String, Object> values(WarehouseDefinition definition) {
		return Map.of("name", definition.name(), "country", definition.country().value(), "priority",
				definition.priority(), "active", definition.active());
	}

	private static WarehouseView view(String code, WarehouseDefinition definition, long version) {
		return new WarehouseView(code, definition.name(), definition.country(), definition.priority(),
				definition.active(), version);
	}

}
