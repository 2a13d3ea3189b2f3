package dev.orderprocessing.pricing.web;

import java.math.BigDecimal;
import java.util.Objects;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.pricing.CurrencyView;
import dev.orderprocessing.pricing.Rounding;
import dev.orderprocessing.pricing.Tariffs;
import dev.orderprocessing.pricing.TaxRateView;
import dev.orderprocessing.pricing.TaxRounding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(1020)
@Tag(name = ApiTag.PRICING)
class TariffController {

	private final Tariffs tariffs;

	TariffController(Tariffs tariffs) {
		this.tariffs = tariffs;
	}

	@GetMapping("/tax-rates")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "List tax rates",
			description = "By country and category, ascending. Countries without a STANDARD rate can't be delivered to.")
	Slice<TaxRateView> listTaxRates(
			@Parameter(description = "Only those of this country",
					example = "DE") @RequestParam(required = false) @Nullable CountryCode country,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.tariffs.taxRates(country, PageRequest.of("tax-rates", limit, cursor));
	}

	@PutMapping("/tax-rates/{country}/{category}")
	@Command
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Set a tax rate",
			description = "Applies to orders placed from now on; orders that are already placed keep their rates. The "
					+ "category ZERO is 0 in every country and needs no rate. Shipping is taxed at the STANDARD rate.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"rate": 19.00}""")))
	ResponseEntity<TaxRateView> setTaxRate(@Parameter(example = "DE") @PathVariable CountryCode country,
			@Parameter(example = "STANDARD") @PathVariable TaxCategory category,
			@Valid @RequestBody SetTaxRate request) {
		return ResponseEntity.ok(this.tariffs.setTaxRate(country, category, request.rate()));
	}

	@GetMapping("/currencies")
	@DocumentPosition(1030)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "List the currencies we sell in",
			description = "By code, with what prices contain and how tax is rounded.")
	Slice<CurrencyView> listCurrencies(
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.tariffs.currencies(PageRequest.of("currencies", limit, cursor));
	}

	@PutMapping("/currencies/{currency}")
	@DocumentPosition(1030)
	@Command
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Sell in a currency, or change how",
			description = "Says whether all prices, surcharges, fixed coupons and delivery fees in this currency include "
					+ "tax, and where tax is rounded: on each LINE or once per RATE. Applies to orders placed from now "
					+ "on. Products need prices in the currency before they can be bought in it.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"pricesIncludeTax": true, "taxRounding": "LINE", "rounding": "HALF_EVEN"}""")))
	ResponseEntity<CurrencyView> setCurrency(
			@Parameter(description = "ISO 4217 code", example = "EUR") @PathVariable String currency,
			@Valid @RequestBody SetCurrency request) {
		try {
			return ResponseEntity.ok(this.tariffs.setCurrency(Money.currencyOf(currency), request.pricesIncludeTax(),
					Objects.requireNonNullElse(request.taxRounding(), TaxRounding.LINE),
					Objects.requireNonNullElse(request.rounding(), Rounding.HALF_EVEN)));
		}
		catch (InvalidValue ex) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "currency", ex.detail());
		}
	}

	@Schema(name = "SetTaxRate")
	record SetTaxRate(@NotNull @Schema(description = "In percent, 0 to 100 with at most 2 decimals", minimum = "0",
			maximum = "100", example = "19.00") BigDecimal rate) {
	}

	@Schema(name = "SetCurrency")
	record SetCurrency(
			@NotNull @Schema(description = "Whether prices, surcharges, fixed coupons and delivery fees contain tax",
					example = "true") Boolean pricesIncludeTax,
			@Schema(description = "Absent: LINE") @Nullable TaxRounding taxRounding,
			@Schema(description = "Absent: HALF_EVEN") @Nullable Rounding rounding) {
	}

}
