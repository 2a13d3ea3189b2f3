package dev.orderprocessing.kernel;

import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that is wrong with one part of a request. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldProblem(
		@Schema(description = "Where in the body, as a JSON pointer",
				example = "/lines/0/quantity") @Nullable String pointer,
		@Schema(description = "Or which query parameter, path variable or header") @Nullable String parameter,
		@Schema(description = "Stable reason, for programs", example = "OUT_OF_RANGE") String code,
		@Schema(description = "What is wrong and what would be accepted",
				example = "quantity is a whole number from 1 to 1000000.") String detail) {

	public static FieldProblem at(String pointer, String code, String detail) {
		return new FieldProblem(pointer, null, code, detail);
	}

	/** The same with its pointer and its sentence told in another way. */
	public FieldProblem withTexts(UnaryOperator<String> telling) {
		return new FieldProblem((this.pointer != null) ? telling.apply(this.pointer) : null, this.parameter, this.code,
				telling.apply(this.detail));
	}

	public static FieldProblem parameter(String parameter, String code, String detail) {
		return new FieldProblem(null, parameter, code, detail);
	}

}
