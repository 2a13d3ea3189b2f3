package dev.orderprocessing.pricing.web;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.pricing.CouponDefinition;
import dev.orderprocessing.pricing.CouponKind;
import dev.orderprocessing.pricing.CouponView;
import dev.orderprocessing.pricing.Coupons;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
@DocumentPosition(1000)
@Tag(name = ApiTag.PRICING)
class CouponController {

	private final Coupons coupons;

	CouponController(Coupons coupons) {
		this.coupons = coupons;
	}

	@PostMapping("/coupons")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Add a coupon",
			description = "A PERCENT coupon takes a part off the items, a FIXED one an amount of its currency; neither "
					+ "touches the delivery fee. Coupons of one order apply one after the other. Refused when the code "
					+ "exists already.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"code": "SUMMER15", "description": "15 % off in summer", "kind": "PERCENT", "percent": 15,
			 "minimumItems": {"amount": "30.00", "currency": "EUR"}, "validUntil": "2030-09-01T00:00:00Z",
			 "maxUses": 500}""")))
	ResponseEntity<CouponView> createCoupon(@Valid @RequestBody CreateCoupon request) {
		CouponView coupon = this.coupons.create(request.code(), request.definition());
		return ResponseEntity.created(URI.create("/api/v1/coupons/" + coupon.code())).body(coupon);
	}

	@GetMapping("/coupons")
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "List coupons", description = "By code, ascending, with how often each was used.")
	Slice<CouponView> listCoupons(
			@Parameter(description = "Only those that are switched on, or only those switched off",
					example = "true") @RequestParam(required = false) @Nullable Boolean active,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.coupons.list(active, PageRequest.of("coupons", limit, cursor));
	}

	@GetMapping("/coupons/{code}")
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Look at a coupon", description = "404 when there is no coupon with the code.")
	CouponView getCoupon(@Parameter(example = "WELCOME10") @PathVariable String code) {
		return this.coupons.find(code).orElseThrow(() -> BusinessException.notFound("coupon", code, "/api/v1/coupons"));
	}

	@PutMapping("/coupons/{code}")
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Change a coupon or switch it off",
			description = "Replaces everything but the code and the count of uses; orders that have used it keep their "
					+ "discount. maxUses can't be less than the uses so far. With If-Match the change is refused (412) "
					+ "when somebody else has changed it since.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"description": "10 % off the first order", "kind": "PERCENT", "percent": 10, "active": true}""")))
	ResponseEntity<CouponView> replaceCoupon(@Parameter(example = "WELCOME10") @PathVariable String code,
			@Parameter(description = "The ETag of the version you have read") @RequestHeader(
					name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ReplaceCoupon request) {
		return ResponseEntity.ok(this.coupons.replace(code, request.definition(), IfMatch.version(ifMatch)));
	}

	@Schema(name = "CreateCoupon")
	record CreateCoupon(
			@NotBlank @Size(max = 40) @Schema(example = "SUMMER15",
					description = "Letters, digits, dashes, underscores; case does not matter") String code,
			@Size(max = 200) @Schema(example = "15 % off in summer") @Nullable String description,
			@NotNull CouponKind kind,
			@Schema(description = "Of a PERCENT coupon: more than 0, at most 100, at most 2 decimals",
					example = "15") @Nullable BigDecimal percent,
			@Schema(description = "Of a FIXED coupon") @Nullable Money amount,
			@Schema(description = "What the items must cost before discount") @Nullable Money minimumItems,
			@Schema(description = "First moment at which it can be used; absent: at once",
					example = "2026-01-01T00:00:00Z") @Nullable Instant validFrom,
			@Schema(description = "First moment at which it can no longer be used",
					example = "2030-09-01T00:00:00Z") @Nullable Instant validUntil,
			@Min(1) @Schema(description = "How many orders may use it; absent: any number",
					example = "500") @Nullable Integer maxUses,
			@Schema(description = "Absent: true", example = "true") @Nullable Boolean active) {

		CouponDefinition definition() {
			return new CouponDefinition(Text.optional("description", this.description, 200), this.kind, this.percent,
					this.amount, this.minimumItems, this.validFrom, this.validUntil, this.maxUses,
					Objects.requireNonNullElse(this.active, true));
		}

	}

	@Schema(name = "ReplaceCoupon")
	record ReplaceCoupon(@Size(max = 200) @Schema(example = "10 % off the first order") @Nullable String description,
			@NotNull CouponKind kind,
			@Schema(description = "Of a PERCENT coupon: more than 0, at most 100, at most 2 decimals",
					example = "10") @Nullable BigDecimal percent,
			@Schema(description = "Of a FIXED coupon") @Nullable Money amount,
			@Schema(description = "What the items must cost before discount") @Nullable Money minimumItems,
			@Schema(description = "First moment at which it can be used; absent: at once",
					example = "2026-01-01T00:00:00Z") @Nullable Instant validFrom,
			@Schema(description = "First moment at which it can no longer be used",
					example = "2030-09-01T00:00:00Z") @Nullable Instant validUntil,
			@Min(1) @Schema(description = "How many orders may use it; absent: any number",
					example = "500") @Nullable Integer maxUses,
			@Schema(description = "Absent: true", example = "true") @Nullable Boolean active) {

		CouponDefinition definition() {
			return new CouponDefinition(Text.optional("description", this.description, 200), this.kind, this.percent,
					this.amount, this.minimumItems, this.validFrom, this.validUntil, this.maxUses,
					Objects.requireNonNullElse(this.active, true));
		}

	}

}
