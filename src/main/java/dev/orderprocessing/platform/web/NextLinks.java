package dev.orderprocessing.platform.web;

import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends the address of a list's next page, filters included, as a {@code Link} with
 * {@code rel="next"} (RFC 8288). It is relative, so that it holds behind any proxy.
 */
@ControllerAdvice
class NextLinks implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return Slice.class == returnType.getParameterType();
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof Slice<?> slice && slice.nextCursor() != null) {
			String next = UriComponentsBuilder.newInstance()
				.path(request.getURI().getRawPath())
				.query(request.getURI().getRawQuery())
				.replaceQueryParam("cursor", slice.nextCursor())
				.build(true)
				.toUriString();
			response.getHeaders().set(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
		}
		return body;
	}

}
