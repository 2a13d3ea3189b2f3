package dev.orderprocessing.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal: which rule, where, with which values, and what would lift it. Rolls the
 * transaction back; the web layer turns it into a problem document.
 */
public final class BusinessException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ProblemCode code;

	private final transient List<FieldProblem> errors;

	private final transient Map<String, Object> properties = new LinkedHashMap<>();

	public BusinessException(ProblemCode code, String detail) {
		this(code, detail, List.of());
	}

	public BusinessException(ProblemCode code, String detail, List<FieldProblem> errors) {
		super(detail);
		this.code = code;
		this.errors = List.copyOf(errors);
	}

	/** A refusal of one field of the request body, named by its JSON pointer. */
	public static BusinessException atField(ProblemCode code, String pointer, String detail) {
		return new BusinessException(code, detail, List.of(FieldProblem.at(pointer, code.name(), detail)));
	}

	/** A refusal of one parameter, path variable or header. */
	public static BusinessException atParameter(ProblemCode code, String parameter, String detail) {
		return new BusinessException(code, detail, List.of(FieldProblem.parameter(parameter, code.name(), detail)));
	}

	/** 404 in the words "There is no {what} {key}; GET {list} shows what there is." */
	public static BusinessException notFound(String what, Object key, String list) {
		return new BusinessException(ProblemCode.NOT_FOUND,
				"There is no %s %s; GET %s shows what there is.".formatted(what, key, list));
	}

	/** Adds a member to the problem document, such as {@code currentStatus}. */
	public BusinessException with(String name, Object value) {
		this.properties.put(name, value);
		return this;
	}

	public ProblemCode code() {
		return this.code;
	}

	public String detail() {
		return String.valueOf(getMessage());
	}

	public List<FieldProblem> errors() {
		return this.errors;
	}

	public Map<String, Object> properties() {
		return Map.copyOf(this.properties);
	}

}
