package dev.orderprocessing.platform.openapi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.properties.AbstractSwaggerUiConfigProperties.SwaggerUrl;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lists the definitions in Swagger UI in the order in which they are declared, everything
 * first; by itself it sorts them by name.
 */
@Component
class Definitions extends SwaggerWelcomeWebMvc {

	private static final String URLS = "urls";

	private final List<String> names;

	Definitions(SwaggerUiConfigProperties settings, SpringDocConfigProperties documents,
			ObjectProvider<SpringWebProvider> web, ObjectProvider<GroupedOpenApi> groups) {
		super(settings, documents, web);
		this.names = groups.orderedStream().map(GroupedOpenApi::getDisplayName).toList();
	}

	@Override
	protected Map<String, Object> openapiJson(HttpServletRequest request) {
		Map<String, Object> config = super.openapiJson(request);
		config.computeIfPresent(URLS,
				(_, urls) -> ((Collection<?>) urls).stream()
					.map(SwaggerUrl.class::cast)
					.sorted(Comparator.comparingInt((url) -> this.names.indexOf(url.getDisplayName())))
					.toList());
		return config;
	}

}
