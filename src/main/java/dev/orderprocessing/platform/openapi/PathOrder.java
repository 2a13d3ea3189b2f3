package dev.orderprocessing.platform.openapi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import dev.orderprocessing.kernel.web.DocumentPosition;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * In which order the paths stand in the API document, and so on the page: as their
 * controllers say ({@link DocumentPosition}). Swagger UI groups them by tag and keeps
 * this order within each.
 */
final class PathOrder {

	private final Map<String, Integer> places = new HashMap<>();

	PathOrder(Map<RequestMappingInfo, HandlerMethod> operations) {
		operations.forEach((mapping, operation) -> {
			DocumentPosition place = placeOf(operation);
			if (place != null) {
				mapping.getPatternValues().forEach((path) -> this.places.merge(path, place.value(), Math::min));
			}
		});
	}

	/** Puts the paths in order; one without a place comes last. */
	Paths sorted(Paths paths) {
		Paths sorted = new Paths();
		sorted.setExtensions(paths.getExtensions());
		paths.entrySet()
			.stream()
			.sorted(Comparator.<Map.Entry<String, PathItem>>comparingInt(
					(entry) -> this.places.getOrDefault(entry.getKey(), Integer.MAX_VALUE))
				.thenComparing(Map.Entry::getKey))
			.forEachOrdered((entry) -> sorted.addPathItem(entry.getKey(), entry.getValue()));
		return sorted;
	}

	private static @Nullable DocumentPosition placeOf(HandlerMethod operation) {
		DocumentPosition own = operation.getMethodAnnotation(DocumentPosition.class);
		return (own != null) ? own
				: AnnotatedElementUtils.findMergedAnnotation(operation.getBeanType(), DocumentPosition.class);
	}

}
