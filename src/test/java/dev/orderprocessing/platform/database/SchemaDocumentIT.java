package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.orderprocessing.support.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema as one page, as the migrations leave it behind. With
 * {@code -Ddocs.update=true} the page is written.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaDocumentIT {

	private static final Path DOCUMENT = Path.of("src/docs/schema.sql");

	private static final Path MODULES = Path.of("src/main/java/dev/orderprocessing");

	private static final String HEADER = """
			-- The schema on one page, by module: generated from the catalog of a migrated database, runs in an empty one. The
			-- reasons stand in src/main/resources/db/migration. Run the tests with -Ddocs.update=true to renew it.
			""";

	/**
	 * All that makes two databases alike but for comments and the order of their making.
	 */
	private static final List<String> CATALOG = List.of("""
			SELECT concat_ws(' ', 'column', attrelid::regclass,
			       row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname,
			       format_type(atttypid, atttypmod), attnotnull,
			       pg_get_expr(adbin, adrelid), attidentity, attgenerated, attcollation::regcollation, attstorage,
			       attcompression, attstattarget, attoptions)
			  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
			  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
			 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p') AND attnum > 0
			   AND NOT attisdropped""",
			"""
					SELECT concat_ws(' ', 'relation', relname, relkind, relpersistence, reloptions, relreplident, relrowsecurity)
					  FROM pg_class WHERE relnamespace = 'public'::regnamespace""",
			"""
					SELECT concat_ws(' ', 'constraint', conrelid::regclass, contypid::regtype, conname, contype, convalidated,
					       conenforced, condeferrable, condeferred, pg_get_constraintdef(oid))
					  FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
			"""
					SELECT concat_ws(' ', 'type', typname, typtype, format_type(typbasetype, typtypmod), typnotnull, typdefault,
					       typcollation::regcollation)
					  FROM pg_type WHERE typnamespace = 'public'::regnamespace""",
			"""
					SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'""",
			"""
					SELECT concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal""",
			"""
					SELECT concat_ws(' ', 'function', pg_get_functiondef(oid))
					  FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
			"""
					SELECT concat_ws(' ', 'sequence', sequencename, data_type, start_value, min_value, max_value, increment_by, cycle,
					       cache_size)
					  FROM pg_sequences WHERE schemaname = 'public'""");

	private final TestDatabase migrated = TestDatabase.fresh();

	private final SchemaScript script = new SchemaScript(this.migrated);

	private String page = "";

	@BeforeAll
	void migrate() {
		this.page = page();
		this.migrated.execute("DROP TABLE flyway_schema_history");
	}

	@Test
	void theDocumentShowsTheSchema() throws IOException {
		if (Boolean.getBoolean("docs.update")) {
			Files.writeString(DOCUMENT, this.page);
			return;
		}
		assertThat(Files.readString(DOCUMENT)).isEqualTo(this.page);
	}

	@Test
	void theDocumentMakesTheSameSchemaInAnEmptyDatabase() {
		TestDatabase remade = TestDatabase.fresh();

		remade.execute(this.page);

		assertThat(catalog(remade)).isNotEmpty().containsExactlyElementsOf(catalog(this.migrated));
		for (String table : this.migrated
			.texts("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
			String rows = "SELECT t::text FROM %s t ORDER BY 1".formatted(table);
			assertThat(remade.texts(rows)).as(table).isEqualTo(this.migrated.texts(rows));
		}
	}

	@Test
	void eachTableSaysWhatItIsFor() {
		assertThat(this.migrated.texts("""
				SELECT relname FROM pg_class
				 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
				   AND obj_description(oid, 'pg_class') IS NULL""")).isEmpty();
	}

	/** Migrates step by step: a thing belongs to the module whose migration made it. */
	private String page() {
		Map<String, Set<String>> modules = new LinkedHashMap<>();
		Set<String> known = new LinkedHashSet<>();
		for (MigrationInfo migration : flyway("latest").info().all()) {
			String module = migration.getScript().replaceFirst("^V[0-9]{14}__([a-z]+)_.*$", "$1");
			assertThat(MODULES.resolve(module)).as(migration.getScript() + " names its module").isDirectory();
			flyway(migration.getVersion().toString()).migrate();
			Set<String> added = this.script.objects();
			added.removeAll(known);
			known.addAll(added);
			modules.computeIfAbsent(module, (name) -> new LinkedHashSet<>()).addAll(added);
		}
		Set<String> left = this.script.objects();
		StringBuilder page = new StringBuilder(HEADER);
		inOrderOfReferences(modules).forEach((module, objects) -> {
			objects.retainAll(left);
			page.append("\n-- ").append(module).append(' ').append("-".repeat(116 - module.length())).append("\n\n");
			page.append(this.script.statements(objects)).append('\n');
		});
		return page.toString();
	}

	/** A module that came later may be one that earlier tables refer to by now. */
	private Map<String, Set<String>> inOrderOfReferences(Map<String, Set<String>> modules) {
		List<String> order = new ArrayList<>(modules.keySet());
		for (String reference : this.migrated.texts("""
				SELECT concat_ws(' ', conrelid::regclass, confrelid::regclass) FROM pg_constraint
				 WHERE contype = 'f' ORDER BY oid""")) {
			String[] tables = reference.split(" ", -1);
			String referring = owner(modules, tables[0]);
			String referred = owner(modules, tables[1]);
			if (order.indexOf(referred) > order.indexOf(referring)) {
				order.remove(referred);
				order.add(order.indexOf(referring), referred);
			}
		}
		Map<String, Set<String>> ordered = new LinkedHashMap<>();
		order.forEach((module) -> ordered.put(module, modules.getOrDefault(module, Set.of())));
		return ordered;
	}

	private static String owner(Map<String, Set<String>> modules, String table) {
		return modules.keySet()
			.stream()
			.filter((module) -> modules.getOrDefault(module, Set.of()).contains("table " + table))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> catalog(TestDatabase database) {
		List<String> catalog = new ArrayList<>();
		CATALOG.forEach((query) -> catalog.addAll(database.texts(query)));
		return catalog.stream().sorted().toList();
	}

	private Flyway flyway(String target) {
		return Flyway.configure()
			.dataSource(this.migrated.url(), this.migrated.user(), this.migrated.password())
			.target(target)
			.load();
	}

}
