package dev.orderprocessing.platform.web;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.orderprocessing.kernel.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that is not fulfilled (RFC 9457).
 *
 * @param members what a refusal adds, such as {@code currentStatus}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({ "type", "title", "status", "detail", "instance", "code", "errors", "traceId" })
@Schema(name = "Problem", description = "Why a request was not fulfilled (RFC 9457)",
		requiredProperties = { "type", "title", "status", "code", "detail", "traceId" })
public record Problem(
		@Schema(description = "Names the kind of problem", example = "/problems/INVALID_REQUEST") String type,
		@Schema(example = "Some fields are not acceptable") String title, @Schema(example = "400") int status,
		@Schema(description = "What is wrong and what to do",
				example = "quantity is a whole number from 1 to 1000000.") String detail,
		@Schema(description = "The path that was called") @Nullable String instance,
		@Schema(description = "Stable code, for programs", example = "INVALID_REQUEST") String code,
		@Schema(description = "Every field or parameter that is wrong") List<FieldProblem> errors,
		@Schema(description = "Names this request in our log",
				example = "4bf92f3577b34da6a3ce929d0e0e4736") String traceId,
		@JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

	public static final String MEDIA_TYPE = "application/problem+json";

}
