package dev.orderprocessing.platform.openapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexPageTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Lets people press "Execute" twice: Swagger UI sends a fresh idempotency key in place of
 * the example that it shows.
 */
@Component
class FreshKeys extends SwaggerIndexPageTransformer {

	private static final String PRESETS = "presets: [";

	private static final String INTERCEPTOR = """
			requestInterceptor: (request) => {
			      const name = Object.keys(request.headers).find((header) => header.toLowerCase() === "idempotency-key");
			      if (name && request.headers[name] === "%s") {
			        const bytes = crypto.getRandomValues(new Uint8Array(16));
			        request.headers[name] = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
			      }
			      return request;
			    },

			    %s"""
		.formatted(ApiDocument.EXAMPLE_KEY, PRESETS);

	FreshKeys(SwaggerUiConfigProperties settings, SwaggerUiOAuthProperties oauth, SwaggerWelcomeCommon welcome,
			ObjectMapperProvider json) {
		super(settings, oauth, welcome, json);
	}

	@Override
	public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
			throws IOException {
		Resource transformed = super.transform(request, resource, chain);
		String name = resource.getFilename();
		if (name == null || !name.equals("swagger-initializer.js")) {
			return transformed;
		}
		String script = transformed.getContentAsString(StandardCharsets.UTF_8);
		return new TransformedResource(resource, script.replace(PRESETS, INTERCEPTOR).getBytes(StandardCharsets.UTF_8));
	}

}
