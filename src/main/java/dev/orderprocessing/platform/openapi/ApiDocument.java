package dev.orderprocessing.platform.openapi;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.ExampleRefusals;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.kernel.web.Versioned;
import dev.orderprocessing.platform.web.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.models.GroupedOpenApi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What the API document says beyond each operation's own words: the audiences, who may
 * call what, the headers of commands and the problems that can come back.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

	/** The key that Swagger UI shows; the page sends a fresh one in its place. */
	static final String EXAMPLE_KEY = "00000000-0000-4000-8000-000000000000";

	private static final String SCHEME = "key";

	private static final String PROBLEM = "#/components/schemas/Problem";

	private static final String EXAMPLES = "#/components/examples/";

	private static final String HEADERS = "#/components/headers/";

	private static final String RETRY_AFTER = "Retry-After";

	private static final String RATE_LIMIT = "RateLimit";

	private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

	private static final String API = "/api/v1/**";

	@Bean
	OpenAPI api() {
		return new OpenAPI().info(new Info().title("Order Processing")
			.version("v1")
			.license(new License().name("Apache License 2.0").identifier("Apache-2.0"))
			.description("""
					Takes orders from receipt to delivery and payment. Press **Authorize**, enter your key, open an \
					operation and press **Execute**.

					Every command can be tried with `dryRun=true`: same answer, nothing kept. \
					Every command can be repeated safely with the same `Idempotency-Key`. \
					Every refusal is a problem document (RFC 9457) with a stable `code` and a `detail` that says \
					what would lift it."""))
			.servers(List.of(new Server().url("/").description("This service")))
			.components(new Components().addSecuritySchemes(SCHEME,
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API key, or an OAuth2 access token where an issuer is configured")))
			.addSecurityItem(new SecurityRequirement().addList(SCHEME));
	}

	@Bean
	GroupedOpenApi everything() {
		return GroupedOpenApi.builder().group("all").displayName("All operations").pathsToMatch(API).build();
	}

	@Bean
	GroupedOpenApi storefront() {
		return audience("storefront", "Storefront", Role.STOREFRONT);
	}

	@Bean
	GroupedOpenApi operations() {
		return audience("operations", "Operations", Role.OPS);
	}

	@Bean
	GroupedOpenApi finance() {
		return audience("finance", "Finance", Role.FINANCE);
	}

	@Bean
	GroupedOpenApi partners() {
		return audience("partners", "Partners", Role.PARTNER);
	}

	@Bean
	GroupedOpenApi administration() {
		return audience("administration", "Administration", Role.ADMIN);
	}

	@Bean
	GlobalOperationCustomizer platformRules() {
		return ApiDocument::describe;
	}

	/** Adds the schema of problems and puts paths, tags and schemas in their order. */
	@Bean
	GlobalOpenApiCustomizer problemSchemaAndOrder(ObjectProvider<ExampleRefusals> modules, Examples shown,
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping operations) {
		PathOrder order = new PathOrder(operations.getHandlerMethods());
		Map<ProblemCode, BusinessException> examples = modules.orderedStream()
			.flatMap((module) -> module.list().stream())
			.collect(Collectors.toMap(BusinessException::code, Function.identity()));
		return (document) -> {
			Components components = document.getComponents();
			ModelConverters.getInstance(true).readAll(new AnnotatedType(Problem.class)).forEach(components::addSchemas);
			components.getSchemas().computeIfPresent("Problem", (_, schema) -> schema.additionalProperties(true));
			DocumentedProblem.ALL.forEach(
					(refusal) -> components.addExamples(refusal.code().name(), new Example().summary(refusal.sentence())
						.value(DocumentedProblem.body(examples.getOrDefault(refusal.code(), refusal.example())))));
			components
				.addHeaders(RETRY_AFTER,
						new Header().description("seconds after which to send the same request again")
							.schema(new IntegerSchema().minimum(BigDecimal.ONE)))
				.addHeaders(RATE_LIMIT,
						header("what is left of your quota, and for how many seconds: \"default\";r=119988;t=42"))
				.addHeaders(RATE_LIMIT_POLICY,
						header("your quota, and the seconds it is for: \"default\";q=120000;w=60"));
			components.setSchemas(new TreeMap<>(components.getSchemas()));
			Set<String> used = new LinkedHashSet<>();
			document.getPaths()
				.values()
				.forEach((path) -> path.readOperations()
					.forEach((operation) -> used
						.addAll((operation.getTags() != null) ? operation.getTags() : List.of())));
			document.setPaths(order.sorted(document.getPaths()));
			showTheFirstPath(document);
			document.setTags(ApiTag.ALL.stream()
				.filter((tag) -> used.contains(tag.name()))
				.map((tag) -> new Tag().name(tag.name()).description(tag.sentence()))
				.collect(Collectors.toCollection(ArrayList::new)));
			shown.settle(document);
		};
	}

	/** A problem names the path that was called. */
	private static void showTheFirstPath(OpenAPI document) {
		Schema<?> problem = document.getComponents().getSchemas().get("Problem");
		Schema<?> instance = (problem != null) ? problem.getProperties().get("instance") : null;
		if (instance != null) {
			document.getPaths().keySet().stream().findFirst().ifPresent(instance::setExample);
		}
	}

	private static GroupedOpenApi audience(String group, String name, Role role) {
		return GroupedOpenApi.builder()
			.group(group)
			.displayName(name)
			.pathsToMatch(API)
			.addOpenApiMethodFilter((method) -> isFor(method, role))
			.build();
	}

	private static boolean isFor(Method method, Role role) {
		AllowedFor allowed = method.getAnnotation(AllowedFor.class);
		return allowed != null && Arrays.asList(allowed.value()).contains(role);
	}

	private static Operation describe(Operation operation, HandlerMethod handler) {
		AllowedFor allowed = handler.getMethodAnnotation(AllowedFor.class);
		if (allowed == null) {
			return operation;
		}
		String roles = "Roles: " + String.join(", ", Arrays.stream(allowed.value()).map(Role::name).sorted().toList());
		String description = operation.getDescription();
		operation.setDescription((description != null) ? description + "\n\n" + roles : roles);
		Command command = handler.getMethodAnnotation(Command.class);
		if (command != null) {
			describeCommand(operation, command);
		}
		describePageSize(operation);
		describeAnswer(operation, handler);
		describeProblems(operation, command != null);
		describeLimits(operation.getResponses());
		return operation;
	}

	private static void describeLimits(ApiResponses responses) {
		responses.forEach((status, response) -> {
			if (status.equals("429") || status.equals("503")) {
				response.addHeaderObject(RETRY_AFTER, new Header().$ref(HEADERS + RETRY_AFTER));
			}
			// requests without a valid key are not counted
			if (!status.equals("401")) {
				response.addHeaderObject(RATE_LIMIT, new Header().$ref(HEADERS + RATE_LIMIT));
				response.addHeaderObject(RATE_LIMIT_POLICY, new Header().$ref(HEADERS + RATE_LIMIT_POLICY));
			}
		});
	}

	private static void describeCommand(Operation operation, Command command) {
		operation.addParametersItem(new Parameter().in("header")
			.name("Idempotency-Key")
			.required(command.keyRequired())
			.description("Repeat a request with the same value and you get the same answer, not a second effect. "
					+ "This page sends a fresh one each time you press Execute unless you change the example.")
			.example(EXAMPLE_KEY)
			.schema(new StringSchema().minLength(1).maxLength(200)));
		operation.addParametersItem(new Parameter().in("query")
			.name("dryRun")
			.required(false)
			.description("true: the same answer, nothing kept; false when absent")
			.schema(new BooleanSchema()));
		operation.getResponses().forEach((status, response) -> {
			if (status.startsWith("2")) {
				response.addHeaderObject("Idempotency-Replayed",
						header("true when this is the stored answer to an earlier request with the same key"));
				response.addHeaderObject("Dry-Run", header("true when nothing was kept"));
			}
			if (status.equals("201")) {
				response.addHeaderObject("Location", header("where it can be read from now on"));
			}
		});
	}

	/** All lists have the same page sizes. */
	private static void describePageSize(Operation operation) {
		Stream.ofNullable(operation.getParameters())
			.flatMap(List::stream)
			.filter((parameter) -> "limit".equals(parameter.getName()))
			.map(Parameter::getSchema)
			.forEach((schema) -> {
				schema.setMinimum(BigDecimal.ONE);
				schema.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
			});
	}

	private static void describeAnswer(Operation operation, HandlerMethod handler) {
		ResolvableType answer = ResolvableType.forMethodReturnType(handler.getMethod());
		Class<?> view = (answer.resolve() == ResponseEntity.class) ? answer.getGeneric(0).resolve() : answer.resolve();
		operation.getResponses().forEach((status, response) -> {
			if (!status.startsWith("2") || view == null) {
				return;
			}
			if (Versioned.class.isAssignableFrom(view)) {
				response.addHeaderObject("ETag", header("the version, to be sent back as If-Match with a change"));
			}
			if (view == Slice.class) {
				response.addHeaderObject("Link",
						header("the next page with the same filters, rel=\"next\"; absent on the last one"));
			}
		});
	}

	private static void describeProblems(Operation operation, boolean command) {
		boolean withPath = operation.getParameters() != null
				&& operation.getParameters().stream().anyMatch((parameter) -> "path".equals(parameter.getIn()));
		Optional<Parameter> match = Stream.ofNullable(operation.getParameters())
			.flatMap(List::stream)
			.filter((parameter) -> "If-Match".equals(parameter.getName()))
			.findFirst();
		List<DocumentedProblem> refusals = new ArrayList<>(DocumentedProblem.ALWAYS);
		if (withPath) {
			refusals.add(DocumentedProblem.NOT_FOUND);
		}
		if (command) {
			refusals.addAll(DocumentedProblem.OF_COMMANDS);
			refusals.addAll(DocumentedProblem.OF_BODIES);
		}
		if (match.isPresent()) {
			refusals.add(DocumentedProblem.STALE);
			if (Boolean.TRUE.equals(match.get().getRequired())) {
				refusals.add(DocumentedProblem.VERSION_REQUIRED);
			}
		}
		ApiResponses responses = operation.getResponses();
		refusals.stream()
			.sorted(Comparator.comparingInt((refusal) -> refusal.code().status()))
			.forEach((refusal) -> responses.addApiResponse(String.valueOf(refusal.code().status()),
					new ApiResponse().description(refusal.sentence())
						.content(new Content().addMediaType(Problem.MEDIA_TYPE,
								new MediaType().schema(new Schema<>().$ref(PROBLEM))
									.addExamples(refusal.code().name(),
											new Example().$ref(EXAMPLES + refusal.code().name()))))));
	}

	private static Header header(String description) {
		return new Header().description(description).schema(new StringSchema());
	}

}
