package dev.orderprocessing.shipping.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.shipping.DefineDeliveryMethod;
import dev.orderprocessing.shipping.DeliveryMethodKind;
import dev.orderprocessing.shipping.DeliveryMethodView;
import dev.orderprocessing.shipping.DeliveryRate;
import dev.orderprocessing.shipping.Shipping;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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

/** Delivery methods over HTTP. */
@RestController
@RequestMapping("/api/v1")
@DocumentPosition(1010)
@Tag(name = ApiTag.PRICING)
class DeliveryMethodController {

	private static final String CODE = "[A-Z0-9][A-Z0-9_-]{0,29}";

	private static final String CARRIER = "^[A-Z0-9][A-Z0-9_-]{0,19}$";

	private final Shipping shipping;

	DeliveryMethodController(Shipping shipping) {
		this.shipping = shipping;
	}

	@GetMapping("/delivery-methods")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "See the delivery methods",
			description = "Every delivery method with the countries it serves and what it charges, by code. Only active "
					+ "ones can be chosen for new orders.")
	Slice<DeliveryMethodView> listDeliveryMethods(
			@RequestParam(required = false) @Parameter(
					description = "How many to return, 1 to 200; 50 if left out") @Nullable Integer limit,
			@RequestParam(required = false) @Parameter(
					description = "The nextCursor of the previous page") @Nullable String cursor) {
		return this.shipping.listDeliveryMethods(PageRequest.of("delivery-methods", limit, cursor));
	}

	@GetMapping("/delivery-methods/{code}")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Look at a delivery method",
			description = "With its rates and its version. 404 when there is no method with the code.")
	DeliveryMethodView getDeliveryMethod(@Parameter(example = "STANDARD") @PathVariable String code) {
		String normal = normal(code);
		return this.shipping.findDeliveryMethod(normal)
			.orElseThrow(() -> BusinessException.notFound("delivery method", normal, "/api/v1/delivery-methods"));
	}

	@PostMapping("/delivery-methods")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Add a delivery method",
			description = "FLAT methods have one fee per currency; WEIGHT methods have a fee per weight class and carry "
					+ "nothing above the heaviest one. Refused (409) when the code is taken.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"code": "BULKY", "name": "Bulky goods by truck", "kind": "WEIGHT", "countries": ["DE", "AT"],
			 "rates": [{"upToGrams": 50000, "fee": {"amount": "49.00", "currency": "EUR"}},
			           {"upToGrams": 500000, "fee": {"amount": "129.00", "currency": "EUR"}}]}""")))
	ResponseEntity<DeliveryMethodView> createDeliveryMethod(@Valid @RequestBody CreateDeliveryMethod request) {
		DeliveryMethodView created = this.shipping.createDeliveryMethod(request.definition());
		return ResponseEntity.created(URI.create("/api/v1/delivery-methods/" + created.code())).body(created);
	}

	@PutMapping("/delivery-methods/{code}")
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Change a delivery method",
			description = "Replaces everything but the code. Orders that are already placed keep their fee. With "
					+ "If-Match the change is refused (412) when somebody else has changed it since.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "Express, next working day", "kind": "WEIGHT", "countries": ["AT", "DE", "NL"], "active": true,
			 "rates": [{"upToGrams": 1000, "fee": {"amount": "9.90", "currency": "EUR"}},
			           {"upToGrams": 5000, "fee": {"amount": "14.90", "currency": "EUR"}},
			           {"upToGrams": 31500, "fee": {"amount": "24.90", "currency": "EUR"}}]}""")))
	ResponseEntity<DeliveryMethodView> replaceDeliveryMethod(@Parameter(example = "EXPRESS") @PathVariable String code,
			@Parameter(description = "The ETag of the version you have read") @RequestHeader(
					name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ReplaceDeliveryMethod request) {
		return ResponseEntity
			.ok(this.shipping.replaceDeliveryMethod(request.definition(normal(code)), IfMatch.version(ifMatch)));
	}

	private static String normal(String code) {
		return code.strip().toUpperCase(Locale.ROOT);
	}

	@Schema(name = "CreateDeliveryMethod")
	record CreateDeliveryMethod(@NotBlank @Pattern(regexp = CODE) @Schema(example = "BULKY") String code,
			@NotBlank @Size(max = 100) String name,
			@Schema(description = "FLAT: one fee per currency; WEIGHT: a fee per weight class") @NotNull DeliveryMethodKind kind,
			@Schema(description = "Where it delivers") @NotEmpty @Size(max = 250) List<@NotNull CountryCode> countries,
			@Schema(description = "true if left out") @Nullable Boolean active,
			@Pattern(regexp = CARRIER) @Schema(
					description = "Carrier of its shipments unless another is named when shipping; the house carrier if left out",
					example = "DHL") @Nullable String carrier,
			@Schema(description = "One per currency, and for WEIGHT one per weight class") @NotEmpty @Size(
					max = 200) List<@NotNull @Valid DeliveryRate> rates) {

		DefineDeliveryMethod definition() {
			return new DefineDeliveryMethod(this.code, this.name, this.kind, this.countries,
					this.active == null || this.active, this.carrier, this.rates);
		}

	}

	@Schema(name = "ReplaceDeliveryMethod")
	record ReplaceDeliveryMethod(@NotBlank @Size(max = 100) String name, @Schema(
			description = "FLAT: one fee per currency; WEIGHT: a fee per weight class") @NotNull DeliveryMethodKind kind,
			@Schema(description = "Where it delivers") @NotEmpty @Size(max = 250) List<@NotNull CountryCode> countries,
			@Schema(description = "true if left out") @Nullable Boolean active,
			@Pattern(regexp = CARRIER) @Schema(
					description = "Carrier of its shipments unless another is named when shipping; the house carrier if left out",
					example = "DHL") @Nullable String carrier,
			@Schema(description = "One per currency, and for WEIGHT one per weight class") @NotEmpty @Size(
					max = 200) List<@NotNull @Valid DeliveryRate> rates) {

		DefineDeliveryMethod definition(String code) {
			return new DefineDeliveryMethod(code, this.name, this.kind, this.countries,
					this.active == null || this.active, this.carrier, this.rates);
		}

	}

}
