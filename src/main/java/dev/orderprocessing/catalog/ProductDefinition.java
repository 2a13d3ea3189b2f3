package dev.orderprocessing.catalog;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say about a product but its SKU. Refuses what cannot be sold and names
 * every fault.
 *
 * @param prices at most one per currency, at most {@value #MAX_PRICES}
 * @param services at most {@value #MAX_SERVICES}, each with its own surcharges
 */
public record ProductDefinition(String name, @Nullable String description, ProductStatus status,
		TaxCategory taxCategory, int weightGrams, boolean backorderable, int maxPerOrder, List<Money> prices,
		List<ServiceOffer> services) {

	public static final int MAX_PRICES = 20;

	public static final int MAX_SERVICES = 20;

	public static final int MAX_WEIGHT_GRAMS = 1_000_000;

	public static final int MAX_PER_ORDER = 1_000_000;

	private static final Pattern SERVICE_CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");

	public ProductDefinition {
		prices = List.copyOf(prices);
		services = List.copyOf(services);
		List<FieldProblem> faults = new ArrayList<>();
		checkText(faults, "/name", name, 200);
		if (description != null) {
			checkText(faults, "/description", description, 2000);
		}
		checkRange(faults, "/weightGrams", weightGrams, 0, MAX_WEIGHT_GRAMS);
		checkRange(faults, "/maxPerOrder", maxPerOrder, 1, MAX_PER_ORDER);
		checkPrices(faults, "/prices", prices);
		checkServices(faults, services);
		if (!faults.isEmpty()) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
		}
	}

	private static void checkText(List<FieldProblem> faults, String pointer, String text, int max) {
		if (text.isBlank() || text.length() > max) {
			faults.add(FieldProblem.at(pointer, "WRONG_LENGTH",
					"%s has 1 to %d characters.".formatted(pointer.substring(1), max)));
		}
	}

	private static void checkRange(List<FieldProblem> faults, String pointer, int value, int min, int max) {
		if (value < min || value > max) {
			faults.add(FieldProblem.at(pointer, "OUT_OF_RANGE",
					"%s is a whole number from %d to %d, not %d.".formatted(pointer.substring(1), min, max, value)));
		}
	}

	private static void checkPrices(List<FieldProblem> faults, String pointer, List<Money> prices) {
		if (prices.size() > MAX_PRICES) {
			faults.add(FieldProblem.at(pointer, "WRONG_LENGTH", "There are at most %d prices.".formatted(MAX_PRICES)));
		}
		Set<Currency> currencies = new HashSet<>();
		for (int i = 0; i < prices.size(); i++) {
			Money price = prices.get(i);
			if (price.isNegative()) {
				faults.add(FieldProblem.at(pointer + "/" + i + "/amount", "OUT_OF_RANGE",
						"A price is zero or more, not %s.".formatted(price.text())));
			}
			if (!currencies.add(price.currency())) {
				faults.add(FieldProblem.at(pointer + "/" + i + "/currency", "DUPLICATE",
						"There is already a price in %s; keep one per currency.".formatted(price.currency())));
			}
		}
	}

	private static void checkServices(List<FieldProblem> faults, List<ServiceOffer> services) {
		if (services.size() > MAX_SERVICES) {
			faults.add(FieldProblem.at("/services", "WRONG_LENGTH",
					"There are at most %d services.".formatted(MAX_SERVICES)));
		}
		Set<String> codes = new HashSet<>();
		for (int i = 0; i < services.size(); i++) {
			ServiceOffer service = services.get(i);
			String pointer = "/services/" + i;
			if (!SERVICE_CODE.matcher(service.code()).matches()) {
				faults.add(FieldProblem.at(pointer + "/code", "INVALID_FORMAT",
						"A service code is 1 to 40 capitals, digits, dashes or underscores, such as ENGRAVING."));
			}
			if (!codes.add(service.code())) {
				faults.add(FieldProblem.at(pointer + "/code", "DUPLICATE",
						"There is already a service %s; keep one.".formatted(service.code())));
			}
			if (service.name().isBlank() || service.name().length() > 100) {
				faults.add(FieldProblem.at(pointer + "/name", "WRONG_LENGTH",
						"The name of a service has 1 to 100 characters."));
			}
			checkPrices(faults, pointer + "/prices", service.prices());
		}
	}

}
