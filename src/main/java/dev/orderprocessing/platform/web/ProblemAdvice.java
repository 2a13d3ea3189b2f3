package dev.orderprocessing.platform.web;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever a controller or the way to it throws into a problem document. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

	private static final Logger logger = LoggerFactory.getLogger(ProblemAdvice.class);

	private final Problems problems;

	private final DatabaseProblems database;

	private final BodyExplainer bodies;

	ProblemAdvice(Problems problems, DatabaseProblems database, BodyExplainer bodies) {
		this.problems = problems;
		this.database = database;
		this.bodies = bodies;
	}

	@ExceptionHandler
	ResponseEntity<Object> refused(BusinessException refusal, HttpServletRequest request) {
		return answer(request, refusal);
	}

	@ExceptionHandler
	ResponseEntity<Object> invalid(InvalidValue value, HttpServletRequest request) {
		List<FieldProblem> errors = (value.field() != null)
				? List.of(FieldProblem.at("/" + value.field(), value.code(), value.detail())) : List.of();
		return answer(request, new BusinessException(ProblemCode.INVALID_REQUEST, value.detail(), errors));
	}

	@ExceptionHandler
	ResponseEntity<Object> unreadable(HttpMessageNotReadableException exception, @Nullable HandlerMethod handler,
			HttpServletRequest request) {
		MethodParameter body = (handler != null) ? Arrays.stream(handler.getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(RequestBody.class))
			.findFirst()
			.orElse(null) : null;
		if (body == null) {
			return answer(request, new BusinessException(ProblemCode.MALFORMED_BODY, "The body cannot be read."));
		}
		boolean validated = Arrays.stream(body.getParameterAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((type) -> type == Valid.class || type == Validated.class);
		return answer(request,
				this.bodies.explain(RequestBodies.of(request), body.getGenericParameterType(), validated));
	}

	@ExceptionHandler
	ResponseEntity<Object> invalidBody(MethodArgumentNotValidException exception, HttpServletRequest request) {
		return answer(request, fields(exception.getAllErrors().stream().map(ProblemAdvice::fieldProblem).toList()));
	}

	@ExceptionHandler
	ResponseEntity<Object> invalidArguments(HandlerMethodValidationException exception, HttpServletRequest request) {
		List<FieldProblem> errors = new ArrayList<>();
		for (ParameterValidationResult result : exception.getParameterValidationResults()) {
			boolean body = result.getMethodParameter().hasParameterAnnotation(RequestBody.class);
			result.getResolvableErrors().forEach((error) -> {
				if (body && error instanceof ObjectError object) {
					errors.add(fieldProblem(object));
				}
				else {
					String name = nameOf(result.getMethodParameter());
					String message = Objects.requireNonNullElse(error.getDefaultMessage(), "is not acceptable");
					errors.add(body ? FieldProblem.at("", "INVALID_VALUE", "The body " + message + ".")
							: FieldProblem.parameter(name, "INVALID_VALUE", name + " " + message + "."));
				}
			});
		}
		return answer(request, fields(errors));
	}

	@ExceptionHandler
	ResponseEntity<Object> violated(ConstraintViolationException exception, HttpServletRequest request) {
		List<FieldProblem> errors = new ArrayList<>();
		for (ConstraintViolation<?> violation : exception.getConstraintViolations()) {
			String path = violation.getPropertyPath().toString();
			errors.add(FieldProblem.at(FieldPaths.pointer(path), FieldPaths.code(violation),
					FieldPaths.sentence(path, violation.getMessage())));
		}
		return answer(request, fields(errors));
	}

	@ExceptionHandler
	ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException exception, HttpServletRequest request) {
		String name = nameOf(exception.getParameter());
		String sentence = "%s must be %s.".formatted(name, expectation(exception.getRequiredType()));
		String code = "WRONG_TYPE";
		for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidValue invalid) {
				sentence = invalid.detail();
				code = invalid.code();
			}
		}
		return answer(request, new BusinessException(ProblemCode.INVALID_REQUEST, sentence,
				List.of(FieldProblem.parameter(name, code, sentence))));
	}

	@ExceptionHandler
	ResponseEntity<Object> missing(MissingServletRequestParameterException exception, HttpServletRequest request) {
		return answer(request, required(exception.getParameterName(), "query parameter"));
	}

	@ExceptionHandler
	ResponseEntity<Object> missing(MissingRequestHeaderException exception, HttpServletRequest request) {
		return answer(request, required(exception.getHeaderName(), "header"));
	}

	@ExceptionHandler
	ResponseEntity<Object> unknownPath(NoResourceFoundException exception, HttpServletRequest request) {
		return answer(request, new BusinessException(ProblemCode.NOT_FOUND,
				"There is nothing at this path; the API document at /v3/api-docs names every path."));
	}

	@ExceptionHandler
	ResponseEntity<Object> wrongMethod(HttpRequestMethodNotSupportedException exception, HttpServletRequest request) {
		String allowed = String.join(", ",
				Objects.requireNonNullElse(exception.getSupportedHttpMethods(), List.<HttpMethod>of())
					.stream()
					.map(HttpMethod::name)
					.sorted()
					.toList());
		return answer(request,
				new BusinessException(ProblemCode.METHOD_NOT_ALLOWED,
						"This path supports %s, not %s.".formatted(allowed, exception.getMethod())),
				exception.getHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> wrongMediaType(HttpMediaTypeNotSupportedException exception, HttpServletRequest request) {
		return answer(request,
				new BusinessException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
						"Send the body as JSON with the header Content-Type: application/json."),
				exception.getHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> notAcceptable(HttpMediaTypeNotAcceptableException exception, HttpServletRequest request) {
		return answer(request,
				new BusinessException(ProblemCode.NOT_ACCEPTABLE,
						"Send the header Accept: %s, or none."
							.formatted(MediaType.toString(exception.getSupportedMediaTypes()))),
				exception.getHeaders());
	}

	@ExceptionHandler
	void clientGone(AsyncRequestNotUsableException exception) {
		logger.debug("The client has gone before the answer was sent");
	}

	/**
	 * Security's own exceptions are for its filters, which challenge the caller or name
	 * the header that is refused once it is read.
	 */
	@ExceptionHandler({ AccessDeniedException.class, AuthenticationException.class, RequestRejectedException.class })
	void forSecurity(RuntimeException exception) {
		throw exception;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> anythingElse(Exception exception, HttpServletRequest request) {
		BusinessException refusal = this.database.explain(exception);
		if (refusal != null) {
			logger.info("Refused by the database: {} {}", refusal.code(), DatabaseProblems.constraintOf(exception));
			return answer(request, refusal);
		}
		if (exception instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
			ProblemCode code = Problems.codeOf(response.getStatusCode().value());
			return answer(request, new BusinessException(code, code.title() + "."), response.getHeaders());
		}
		if (exception.getClass().getSimpleName().equals("ClientAbortException")) {
			logger.debug("The client has gone before the answer was sent");
			return null;
		}
		logger.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
		return answer(request, new BusinessException(ProblemCode.INTERNAL_ERROR,
				"The request failed on our side and has changed nothing; tell us the traceId if it happens again."));
	}

	private ResponseEntity<Object> answer(HttpServletRequest request, BusinessException refusal) {
		return answer(request, refusal, HttpHeaders.EMPTY);
	}

	private ResponseEntity<Object> answer(HttpServletRequest request, BusinessException refusal, HttpHeaders headers) {
		return this.problems.answer(request, refusal, headers);
	}

	private static BusinessException fields(List<FieldProblem> errors) {
		String detail = (errors.size() == 1) ? errors.getFirst().detail()
				: "%d fields are not acceptable; errors names each.".formatted(errors.size());
		return new BusinessException(ProblemCode.INVALID_REQUEST, detail, errors);
	}

	private static FieldProblem fieldProblem(ObjectError error) {
		String path = (error instanceof FieldError field) ? field.getField() : "";
		String code = FieldPaths.code(Objects.requireNonNullElse(error.getCode(), "Invalid"));
		return FieldProblem.at(FieldPaths.pointer(path), code,
				FieldPaths.sentence(path, Objects.requireNonNullElse(error.getDefaultMessage(), "is not acceptable")));
	}

	private static BusinessException required(String name, String what) {
		String sentence = "The %s %s is required.".formatted(what, name);
		return new BusinessException(ProblemCode.INVALID_REQUEST, sentence,
				List.of(FieldProblem.parameter(name, "REQUIRED", sentence)));
	}

	private static String nameOf(MethodParameter parameter) {
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		if (header != null && !header.name().isEmpty()) {
			return header.name();
		}
		return QueryParameters.nameOf(parameter);
	}

	private static String expectation(@Nullable Class<?> type) {
		if (type == null) {
			return "something else";
		}
		if (type.isEnum()) {
			return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
		}
		return switch (type.getSimpleName()) {
			case "Integer", "Long", "int", "long" -> "a whole number";
			case "Boolean", "boolean" -> "true or false";
			case "UUID" -> "a UUID such as 01900000-0000-7000-8000-000000000001";
			case "Instant" -> "a time such as 2026-11-24T10:15:30Z";
			case "LocalDate" -> "a date such as 2026-11-24";
			case "BigDecimal" -> "a number";
			default -> "of the form that the API document describes";
		};
	}

}
