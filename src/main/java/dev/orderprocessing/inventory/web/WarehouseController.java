package dev.orderprocessing.inventory.web;

import java.net.URI;

import dev.orderprocessing.inventory.WarehouseCode;
import dev.orderprocessing.inventory.WarehouseDefinition;
import dev.orderprocessing.inventory.WarehouseView;
import dev.orderprocessing.inventory.Warehouses;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
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
import jakarta.validation.constraints.NotNull;
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

/** Warehouses over HTTP. */
@RestController
@RequestMapping("/api/v1/warehouses")
@DocumentPosition(710)
@Tag(name = ApiTag.STOCK)
class WarehouseController {

	private final Warehouses warehouses;

	WarehouseController(Warehouses warehouses) {
		this.warehouses = warehouses;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Open a warehouse",
			description = "Adds a place that holds stock. Orders are served from the active warehouse with the lowest "
					+ "priority number first. Refused when the code is taken.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"code":"SOUTH","name":"South","country":"AT","priority":3}""")))
	ResponseEntity<WarehouseView> createWarehouse(@Valid @RequestBody NewWarehouse request) {
		WarehouseView created = this.warehouses.create(request.code(),
				new WarehouseDefinition(request.name(), request.country(), request.priority(), true));
		return ResponseEntity.created(URI.create("/api/v1/warehouses/" + created.code())).body(created);
	}

	@GetMapping
	@AllowedFor({ Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "List the warehouses", description = "All warehouses by code, active or not.")
	Slice<WarehouseView> listWarehouses(
			@Parameter(description = "How many, 1 to 200; 50 when absent") @RequestParam(
					required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.warehouses.list(PageRequest.of("warehouses", limit, cursor));
	}

	@GetMapping("/{code}")
	@AllowedFor({ Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "Look at a warehouse", description = "Its country, its priority and whether it is active.")
	WarehouseView getWarehouse(@Parameter(example = "MAIN") @PathVariable WarehouseCode code) {
		return this.warehouses.find(code)
			.orElseThrow(() -> BusinessException.notFound("warehouse", code, "/api/v1/warehouses"));
	}

	@PutMapping("/{code}")
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Change a warehouse",
			description = "Replaces name, country, priority and active. The stock of a warehouse that becomes active "
					+ "serves waiting backorders at once; one that becomes inactive promises nothing more, and what is "
					+ "reserved there can still be shipped. Refused when If-Match names another version.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name":"Main warehouse","country":"DE","priority":1,"active":true}""")))
	ResponseEntity<WarehouseView> replaceWarehouse(@Parameter(example = "MAIN") @PathVariable WarehouseCode code,
			@Parameter(
					description = "The ETag of the version you have read; leave it out to overwrite whatever is there") @RequestHeader(
							name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ChangedWarehouse request) {
		return ResponseEntity.ok(this.warehouses.replace(code,
				new WarehouseDefinition(request.name(), request.country(), request.priority(), request.active()),
				IfMatch.version(ifMatch)));
	}

	/** A warehouse to open; it is active at once. */
	record NewWarehouse(@NotNull WarehouseCode code,
			@NotNull @Schema(minLength = 1, maxLength = 100, example = "South") String name,
			@NotNull CountryCode country,
			@NotNull @Min(1) @Max(1000) @Schema(description = "Orders are served from the lowest number first",
					example = "3") Integer priority) {

		NewWarehouse {
			name = Text.required("name", name, 100);
		}

	}

	/** All of a warehouse but its code. */
	record ChangedWarehouse(@NotNull @Schema(minLength = 1, maxLength = 100, example = "Main warehouse") String name,
			@NotNull CountryCode country,
			@NotNull @Min(1) @Max(1000) @Schema(description = "Orders are served from the lowest number first",
					example = "1") Integer priority,
			@NotNull @Schema(
					description = "false: it promises nothing more; what is reserved there can still be shipped",
					example = "true") Boolean active) {

		ChangedWarehouse {
			name = Text.required("name", name, 100);
		}

	}

}
