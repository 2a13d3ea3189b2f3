package dev.orderprocessing.catalog.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductDefinition;
import dev.orderprocessing.catalog.ProductStatus;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.catalog.ServiceOffer;
import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.ManyLines;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(800)
@Tag(name = ApiTag.CATALOG)
class ProductController {

	private static final int MAX_QUERY = 100;

	private final Catalog catalog;

	ProductController(Catalog catalog) {
		this.catalog = catalog;
	}

	@PostMapping("/products")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Add a product",
			description = "The product can be ordered at once in each currency that it has a price in. What is left out "
					+ "gets the usual value: ACTIVE, STANDARD tax, no weight, not backorderable, no limit per order. "
					+ "Whether prices include tax is a setting of the currency. Refused when the SKU exists already.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"sku": "VASE-SMALL", "name": "Vase, small", "taxCategory": "STANDARD", "weightGrams": 600,
			 "prices": [{"amount": "19.90", "currency": "EUR"}],
			 "services": [{"code": "ENGRAVING", "name": "Engraving", "needsText": true,
			               "prices": [{"amount": "4.00", "currency": "EUR"}]}]}""")))
	ResponseEntity<ProductView> createProduct(@Valid @RequestBody CreateProduct request) {
		ProductView product = this.catalog.create(request.sku(), request.definition());
		return ResponseEntity.created(URI.create("/api/v1/products/" + product.sku())).body(product);
	}

	@GetMapping("/products")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "List products", description = "By SKU, ascending, page by page.")
	Slice<ProductView> listProducts(
			@Parameter(description = "Only products that can be bought, or only those that no longer can",
					example = "ACTIVE") @RequestParam(required = false) @Nullable ProductStatus status,
			@Parameter(description = "Part of the SKU or of the name, at most 100 characters; case does not matter",
					example = "mug") @RequestParam(required = false) @Nullable String query,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.catalog.list(status, searched(query), PageRequest.of("products", limit, cursor));
	}

	@GetMapping("/products/{sku}")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Look at a product",
			description = "With its prices, services and version. 404 when there is no product with the SKU.")
	ProductView getProduct(@Parameter(example = "MUG-BLUE") @PathVariable Sku sku) {
		return this.catalog.findOne(sku)
			.orElseThrow(() -> BusinessException.notFound("product", sku, "/api/v1/products"));
	}

	@PutMapping("/products/{sku}")
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Change a product",
			description = "Replaces everything but the SKU: what the body leaves out goes back to its usual value, so "
					+ "send the whole product. Orders that are already placed keep their prices. With If-Match the "
					+ "change is refused (412) when somebody else has changed it since.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "Mug, blue", "description": "Stoneware, 0.3 l", "taxCategory": "STANDARD", "weightGrams": 350,
			 "prices": [{"amount": "12.90", "currency": "EUR"}, {"amount": "9.50", "currency": "GBP"},
			            {"amount": "11.90", "currency": "USD"}, {"amount": "1800", "currency": "JPY"}],
			 "services": [{"code": "ENGRAVING", "name": "Engraving", "needsText": true,
			               "prices": [{"amount": "4.00", "currency": "EUR"}, {"amount": "3.00", "currency": "GBP"},
			                          {"amount": "4.00", "currency": "USD"}, {"amount": "600", "currency": "JPY"}]},
			              {"code": "GIFT-WRAP", "name": "Gift wrapping",
			               "prices": [{"amount": "2.50", "currency": "EUR"}]}]}""")))
	ResponseEntity<ProductView> replaceProduct(@Parameter(example = "MUG-BLUE") @PathVariable Sku sku,
			@Parameter(description = "The ETag of the version you have read") @RequestHeader(
					name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ReplaceProduct request) {
		return ResponseEntity.ok(this.catalog.replace(sku, request.definition(), IfMatch.version(ifMatch)));
	}

	private static @Nullable String searched(@Nullable String query) {
		if (query == null || query.isBlank()) {
			return null;
		}
		String text = query.strip();
		if (text.length() > MAX_QUERY || Text.fault(text) != null) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "query",
					"query has at most %d characters and no control characters.".formatted(MAX_QUERY));
		}
		return text;
	}

	private static ProductDefinition define(String name, @Nullable String description, @Nullable ProductStatus status,
			@Nullable TaxCategory taxCategory, @Nullable Integer weightGrams, @Nullable Boolean backorderable,
			@Nullable Integer maxPerOrder, List<Money> prices, @Nullable List<OfferedService> services) {
		List<OfferedService> offered = Objects.requireNonNullElse(services, List.of());
		return new ProductDefinition(name, Text.optional("description", description, 2000),
				Objects.requireNonNullElse(status, ProductStatus.ACTIVE),
				Objects.requireNonNullElse(taxCategory, TaxCategory.STANDARD),
				Objects.requireNonNullElse(weightGrams, 0), Objects.requireNonNullElse(backorderable, false),
				Objects.requireNonNullElse(maxPerOrder, ProductDefinition.MAX_PER_ORDER), prices,
				offered.stream().map(OfferedService::offer).toList());
	}

	@Schema(name = "CreateProduct")
	record CreateProduct(@NotNull Sku sku, @NotBlank @Size(max = 200) @Schema(example = "Vase, small") String name,
			@Size(max = 2000) @ManyLines @Nullable String description,
			@Schema(description = "Absent: ACTIVE") @Nullable ProductStatus status,
			@Schema(description = "Absent: STANDARD") @Nullable TaxCategory taxCategory,
			@Min(0) @Max(1_000_000) @Schema(description = "Grams of one unit; absent: 0",
					example = "350") @Nullable Integer weightGrams,
			@Schema(description = "Whether more may be sold than is in stock; absent: false",
					example = "false") @Nullable Boolean backorderable,
			@Min(1) @Max(1_000_000) @Schema(description = "The most units that one order may have; absent: 1,000,000",
					example = "100") @Nullable Integer maxPerOrder,
			@NotNull @Size(max = 20) @Schema(
					description = "Of one unit: at most one price per currency") List<@NotNull Money> prices,
			@Size(max = 20) @Schema(
					description = "Work that can be ordered with it") @Nullable List<@Valid @NotNull OfferedService> services) {

		ProductDefinition definition() {
			return define(this.name, this.description, this.status, this.taxCategory, this.weightGrams,
					this.backorderable, this.maxPerOrder, this.prices, this.services);
		}

	}

	@Schema(name = "ReplaceProduct")
	record ReplaceProduct(@NotBlank @Size(max = 200) @Schema(example = "Mug, blue") String name,
			@Size(max = 2000) @ManyLines @Nullable String description,
			@Schema(description = "Absent: ACTIVE") @Nullable ProductStatus status,
			@Schema(description = "Absent: STANDARD") @Nullable TaxCategory taxCategory,
			@Min(0) @Max(1_000_000) @Schema(description = "Grams of one unit; absent: 0",
					example = "350") @Nullable Integer weightGrams,
			@Schema(description = "Whether more may be sold than is in stock; absent: false",
					example = "false") @Nullable Boolean backorderable,
			@Min(1) @Max(1_000_000) @Schema(description = "The most units that one order may have; absent: 1,000,000",
					example = "100") @Nullable Integer maxPerOrder,
			@NotNull @Size(max = 20) @Schema(
					description = "Of one unit: at most one price per currency") List<@NotNull Money> prices,
			@Size(max = 20) @Schema(
					description = "Work that can be ordered with it") @Nullable List<@Valid @NotNull OfferedService> services) {

		ProductDefinition definition() {
			return define(this.name, this.description, this.status, this.taxCategory, this.weightGrams,
					this.backorderable, this.maxPerOrder, this.prices, this.services);
		}

	}

	@Schema(name = "OfferedService")
	record OfferedService(@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}",
			message = "has 1 to 40 letters, digits, dashes or underscores") @Schema(example = "ENGRAVING") String code,
			@NotBlank @Size(max = 100) @Schema(example = "Engraving") String name,
			@Schema(description = "Whether the buyer must say something, such as what to engrave; absent: false",
					example = "true") @Nullable Boolean needsText,
			@NotNull @Size(max = 20) @Schema(
					description = "Surcharge per unit, at most one per currency") List<@NotNull Money> prices) {

		ServiceOffer offer() {
			return new ServiceOffer(this.code.toUpperCase(Locale.ROOT), this.name,
					Objects.requireNonNullElse(this.needsText, false), this.prices);
		}

	}

}
