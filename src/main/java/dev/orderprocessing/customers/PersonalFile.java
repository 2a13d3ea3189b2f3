package dev.orderprocessing.customers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.database.OrdersOfPerson;
import dev.orderprocessing.kernel.database.Person;
import dev.orderprocessing.kernel.database.PersonalData;
import dev.orderprocessing.kernel.database.SqlArrays;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All that is known about a person, from every module, as of one moment. */
@Service
@Transactional(readOnly = true)
public class PersonalFile {

	private static final int MOST_ORDERS = 500;

	private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");

	private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {
	};

	private final OrdersOfPerson orders;

	private final Customers customers;

	private final List<PersonalData.Kept> kept;

	/** One statement, which sees one moment. */
	private final String statement;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	PersonalFile(OrdersOfPerson orders, Customers customers, ObjectProvider<PersonalData> modules, JdbcClient jdbc,
			JsonMapper json, Clock clock) {
		this.orders = orders;
		this.customers = customers;
		this.kept = modules.orderedStream()
			.flatMap((module) -> module.kept().stream())
			.filter((data) -> data.known() != null)
			.toList();
		this.statement = this.kept.stream()
			.map((data) -> "SELECT '%s' AS name, CAST(to_jsonb(r) - '{payment_token,fingerprint,version}'::text[] AS text) AS row FROM (%s) r"
				.formatted(data.name(), data.known()))
			.collect(Collectors.joining(" UNION ALL "));
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * What is known.
	 * @throws BusinessException NOT_FOUND when there is no such customer
	 */
	public PersonalFileView of(Person person) {
		UUID customer = person.customer();
		if (customer != null && this.customers.find(customer).isEmpty()) {
			throw BusinessException.notFound("customer", customer, "/api/v1/customers");
		}
		List<UUID> found = this.orders.of(person, MOST_ORDERS + 1);
		List<UUID> shown = found.subList(0, Math.min(found.size(), MOST_ORDERS));
		Map<String, List<Map<String, Object>>> data = new LinkedHashMap<>();
		this.kept.forEach((each) -> data.put(each.name(), new ArrayList<>()));
		this.jdbc.sql(this.statement)
			.param("orders", SqlArrays.texts(shown, UUID::toString))
			.param("customer", (customer != null) ? customer.toString() : null)
			.query((row) -> {
				data.computeIfAbsent(row.getString("name"), (_) -> new ArrayList<>())
					.add(members(row.getString("row")));
			});
		return new PersonalFileView(customer, this.clock.instant(), shown.size() == found.size(), data);
	}

	private Map<String, Object> members(String row) {
		Map<String, Object> members = new LinkedHashMap<>();
		this.json.readValue(row, ROW).forEach((name, value) -> {
			if (value != null) {
				members.put(UNDERSCORE.matcher(name)
					.replaceAll((match) -> match.group(1).toUpperCase(java.util.Locale.ROOT)), value);
			}
		});
		return members;
	}

}
