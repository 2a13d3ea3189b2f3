package dev.orderprocessing.platform.web;

import java.util.Optional;
import java.util.Set;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.AllowedFor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Operations answer in the media type that the API document names, JSON in UTF-8 unless
 * they say otherwise, whatever else the libraries could write. Who does not accept it is
 * refused before anything happens: a command must not take effect when its answer could
 * not be sent.
 */
@Component
class AnswerTypes implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(AllowedFor.class)) {
			Optional<MediaType> declared = declared(request);
			requireAccepted(request, declared.orElse(MediaType.APPLICATION_JSON));
			if (declared.isEmpty()) {
				response.setContentType(MediaType.APPLICATION_JSON_VALUE);
			}
		}
		return true;
	}

	private static Optional<MediaType> declared(HttpServletRequest request) {
		return (request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Set<?> types)
				? types.stream().map(MediaType.class::cast).findFirst() : Optional.empty();
	}

	private static void requireAccepted(HttpServletRequest request, MediaType type) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (accept == null || accept.isBlank()) {
			return;
		}
		try {
			if (MediaType.parseMediaTypes(accept).stream().anyMatch((accepted) -> accepted.isCompatibleWith(type))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// falls through to the refusal
		}
		throw new BusinessException(ProblemCode.NOT_ACCEPTABLE, "Send the header Accept: %s, or none.".formatted(type));
	}

}
