package dev.orderprocessing.platform.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What Swagger UI fills in. An optional query parameter never: it would hide what
 * somebody looks for. Paths and bodies on the demo only, where everything is filled in so
 * that it works; elsewhere they would be those of a real order, and the document shows
 * none.
 */
@Component
class Examples {

	/** Where the year of the demo data goes in an example. */
	private static final String YEAR = "{year}";

	/** Numbers that we give out, with as many characters as tell what they are. */
	private static final Pattern NUMBER = Pattern.compile("\\b(SO|SH|INV)-[0-9][0-9-]*");

	private static final String DEMO = """


			On a fresh demo everything is filled in so that it works: each command has a demo order of its own, in the \
			state that it needs, and works on it once; then enter the number of another order. The demo keys are \
			`demo-ops`, `demo-storefront`, `demo-finance`, `demo-partner` and `demo-admin`; the simulated gateway knows \
			the cards `tok_approve`, `tok_decline` and `tok_timeout`, whose answer comes late. `tok_decline_capture`, \
			`tok_decline_void` and `tok_decline_first_void` are authorised and decline what follows, `tok_timeout_capture` and \
			`tok_timeout_void` answer it late, and `tok_once_` with anything behind it is authorised once, then declined.""";

	private final JdbcClient jdbc;

	Examples(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The last thing that happens to a document before it is served. */
	void settle(OpenAPI document) {
		parameters(document).filter(Examples::isOptionalQuery).forEach(Examples::clear);
		yearOfTheDemo().ifPresentOrElse((year) -> forDemo(document, year), () -> forOthers(document));
	}

	/** The year in which the demo data were loaded, if there are any. */
	private Optional<Integer> yearOfTheDemo() {
		return this.jdbc
			.sql("SELECT extract(year FROM started_at AT TIME ZONE 'UTC')::int FROM first_start WHERE demo_data")
			.query(Integer.class)
			.optional();
	}

	private static void forDemo(OpenAPI document, int year) {
		document.getInfo().setDescription(document.getInfo().getDescription() + DEMO);
		document.getComponents()
			.getSecuritySchemes()
			.values()
			.forEach((scheme) -> scheme.setDescription(scheme.getDescription()
					+ ". Here: demo-ops, demo-storefront, demo-finance, demo-partner or demo-admin"));
		parameters(document).filter((parameter) -> String.valueOf(parameter.getExample()).contains(YEAR))
			.forEach((parameter) -> parameter
				.setExample(String.valueOf(parameter.getExample()).replace(YEAR, String.valueOf(year))));
	}

	private static void forOthers(OpenAPI document) {
		parameters(document).filter((parameter) -> !ApiDocument.EXAMPLE_KEY.equals(parameter.getExample()))
			.forEach(Examples::clear);
		operations(document).map(Operation::getRequestBody).flatMap(Stream::ofNullable).forEach(Examples::clear);
		document.getComponents().getSchemas().values().forEach(Examples::clear);
		document.getComponents()
			.getExamples()
			.values()
			.forEach((example) -> example.setValue(withoutNumbers(example.getValue())));
	}

	/** A body that may be left out is shown as one that asks for nothing special. */
	private static void clear(RequestBody body) {
		boolean optional = !Boolean.TRUE.equals(body.getRequired());
		body.getContent().values().forEach((type) -> {
			type.setExamples(null);
			type.setExample(optional ? new HashMap<>() : null);
		});
	}

	private static void clear(Parameter parameter) {
		parameter.setExample(null);
		parameter.setExamples(null);
		if (parameter.getSchema() != null) {
			clear(parameter.getSchema());
		}
	}

	private static void clear(Schema<?> schema) {
		schema.setExample(null);
		schema.setExampleSetFlag(false);
		schema.setExamples(null);
		Stream.of(Optional.ofNullable(schema.getProperties()).map(Map::values).orElse(List.of()), parts(schema))
			.flatMap(Collection::stream)
			.forEach(Examples::clear);
	}

	@SuppressWarnings("rawtypes")
	private static List<Schema> parts(Schema<?> schema) {
		List<Schema> parts = new ArrayList<>();
		Consumer<@Nullable Object> part = (candidate) -> {
			if (candidate instanceof Schema<?> inner) {
				parts.add(inner);
			}
		};
		part.accept(schema.getItems());
		part.accept(schema.getAdditionalProperties());
		return parts;
	}

	private static @Nullable Object withoutNumbers(@Nullable Object value) {
		return switch (value) {
			case String text -> NUMBER.matcher(text).replaceAll("$1-\u2026");
			case Map<?, ?> map -> {
				Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
				map.forEach((name, member) -> copy.put(name, withoutNumbers(member)));
				yield copy;
			}
			case List<?> list -> list.stream().map(Examples::withoutNumbers).toList();
			case null, default -> value;
		};
	}

	private static boolean isOptionalQuery(Parameter parameter) {
		return "query".equals(parameter.getIn()) && !Boolean.TRUE.equals(parameter.getRequired());
	}

	private static Stream<Parameter> parameters(OpenAPI document) {
		return operations(document).flatMap((operation) -> Stream.ofNullable(operation.getParameters()))
			.flatMap(List::stream);
	}

	private static Stream<Operation> operations(OpenAPI document) {
		return document.getPaths().values().stream().flatMap((path) -> path.readOperations().stream());
	}

}
