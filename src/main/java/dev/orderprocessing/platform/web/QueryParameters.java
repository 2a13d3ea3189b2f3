package dev.orderprocessing.platform.web;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.Command;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an operation does not know, so that a misspelt
 * {@code dryrun=true} never executes for real and a misspelt or empty filter never lists
 * everything.
 */
@Component
class QueryParameters implements HandlerInterceptor {

	private static final String DRY_RUN = "dryRun";

	/** The names each operation knows, and whether a name may be repeated. */
	private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(AllowedFor.class)) {
			check(request, this.known.computeIfAbsent(method.getMethod(), (_) -> namesOf(method)));
		}
		return true;
	}

	/** The name of a query parameter or path variable as clients see it. */
	static String nameOf(MethodParameter parameter) {
		RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
		PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
		String given = (query != null) ? query.name() : (path != null) ? path.name() : "";
		return !given.isEmpty() ? given : Objects.requireNonNullElse(parameter.getParameter().getName(), "parameter");
	}

	private static Map<String, Boolean> namesOf(HandlerMethod method) {
		Map<String, Boolean> names = new LinkedHashMap<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			if (parameter.hasParameterAnnotation(RequestParam.class)) {
				Class<?> type = parameter.getParameterType();
				names.put(nameOf(parameter), Collection.class.isAssignableFrom(type) || type.isArray());
			}
		}
		if (method.hasMethodAnnotation(Command.class)) {
			names.put(DRY_RUN, false);
		}
		return names;
	}

	private static void check(HttpServletRequest request, Map<String, Boolean> names) {
		List<FieldProblem> errors = new ArrayList<>();
		request.getParameterMap().forEach((name, values) -> {
			if (!names.containsKey(name)) {
				errors.add(FieldProblem.parameter(printable(name), "UNKNOWN_PARAMETER",
						"There is no query parameter %s here. %s".formatted(printable(name),
								NearestName.hint(name, names.keySet()))));
			}
			else if (values.length > 1 && !Boolean.TRUE.equals(names.get(name))) {
				errors.add(FieldProblem.parameter(name, "REPEATED_PARAMETER",
						"%s is given %d times; give it once.".formatted(name, values.length)));
			}
			else if (name.equals(DRY_RUN) && !values[0].equals("true") && !values[0].equals("false")) {
				errors.add(FieldProblem.parameter(name, "WRONG_TYPE", "dryRun must be true or false."));
			}
			for (String value : values) {
				String fault = Text.fault(value);
				if (value.isBlank() && names.containsKey(name) && !name.equals(DRY_RUN)) {
					errors.add(FieldProblem.parameter(name, "EMPTY_PARAMETER",
							"%s is empty; give it a value or leave it out.".formatted(name)));
				}
				if (fault != null) {
					errors.add(FieldProblem.parameter(printable(name), "INVALID_CHARACTER",
							"%s %s".formatted(printable(name), fault)));
				}
			}
		});
		if (!errors.isEmpty()) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST, errors.getFirst().detail(), errors);
		}
	}

	private static String printable(String name) {
		return (name.length() <= 60 && Text.fault(name) == null) ? name : "(unprintable)";
	}

}
