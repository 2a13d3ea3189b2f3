package dev.orderprocessing.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with one part of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, absent when a parameter
 * or header is meant
 * @param parameter name of the query parameter, path variable or header
 * @param code stable reason, for programs
 * @param detail what is wrong and what would be accepted, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldProblem(@Nullable String pointer, @Nullable String parameter, String code, String detail) {

	public static FieldProblem at(String pointer, String code, String detail) {
		return new FieldProblem(pointer, null, code, detail);
	}

	public static FieldProblem parameter(String parameter, String code, String detail) {
		return new FieldProblem(null, parameter, code, detail);
	}

}
