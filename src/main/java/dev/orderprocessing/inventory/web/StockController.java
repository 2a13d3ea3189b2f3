package dev.orderprocessing.inventory.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.inventory.BackorderView;
import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.InventoryQueries;
import dev.orderprocessing.inventory.MovementFilter;
import dev.orderprocessing.inventory.MovementType;
import dev.orderprocessing.inventory.MovementView;
import dev.orderprocessing.inventory.StockChange;
import dev.orderprocessing.inventory.StockFilter;
import dev.orderprocessing.inventory.StockKeeping;
import dev.orderprocessing.inventory.StockLine;
import dev.orderprocessing.inventory.StockView;
import dev.orderprocessing.inventory.WarehouseCode;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Quantity;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Reference;
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
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock over HTTP. */
@RestController
@RequestMapping("/api/v1/stock")
@Tag(name = ApiTag.STOCK)
class StockController {

	private static final int MAX_LINES = 200;

	private static final int MAX_SKUS = 100;

	private final Inventory inventory;

	private final StockKeeping stockKeeping;

	private final InventoryQueries queries;

	StockController(Inventory inventory, StockKeeping stockKeeping, InventoryQueries queries) {
		this.inventory = inventory;
		this.stockKeeping = stockKeeping;
		this.queries = queries;
	}

	@GetMapping
	@DocumentPosition(701)
	@AllowedFor({ Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "See what is in stock",
			description = "Per SKU and warehouse: on hand, reserved for orders, thresholds, and what is available to "
					+ "promise (on hand − reserved − safety stock). below=REORDER lists what should be ordered, "
					+ "below=SAFETY what has fallen below its safety stock.")
	Slice<StockView> listStock(
			@Parameter(description = "Only of this product",
					example = "MUG-BLUE") @RequestParam(required = false) @Nullable Sku sku,
			@Parameter(description = "Only in this warehouse",
					example = "MAIN") @RequestParam(required = false) @Nullable WarehouseCode warehouse,
			@Parameter(
					description = "REORDER: what should be ordered; SAFETY: what has fallen below its safety stock") @RequestParam(
							required = false) StockFilter.@Nullable Threshold below,
			@Parameter(description = "How many, 1 to 200; 50 when absent") @RequestParam(
					required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.queries.stock(new StockFilter(sku, warehouse, below), PageRequest.of("stock", limit, cursor));
	}

	@GetMapping("/availability")
	@DocumentPosition(700)
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "Ask how much can be sold now",
			description = "Units available to promise per SKU, over all warehouses; 0 for what was never stocked. "
					+ "Nothing is reserved: only placing an order does that. At most 100 SKUs.")
	Availability getAvailability(
			@Parameter(description = "Repeat it for several SKUs", example = "MUG-BLUE") @RequestParam List<Sku> sku) {
		if (sku.isEmpty() || sku.size() > MAX_SKUS) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "sku",
					"Ask for 1 to %d SKUs, not %d.".formatted(MAX_SKUS, sku.size()));
		}
		return new Availability(this.inventory.availableToPromise(sku)
			.entrySet()
			.stream()
			.map((entry) -> new Availability.Item(entry.getKey(), entry.getValue()))
			.toList());
	}

	@PutMapping("/{sku}/{warehouse}/levels")
	@DocumentPosition(707)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Set the stock levels of a product",
			description = "Safety stock is never promised to anybody; below the reorder point the product shows up "
					+ "under below=REORDER. A lower safety stock serves waiting backorders at once; a higher one takes "
					+ "nothing away that is reserved.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"safetyStock":10,"reorderPoint":50}""")))
	ResponseEntity<StockChange> setStockLevels(@Parameter(example = "MUG-BLUE") @PathVariable Sku sku,
			@Parameter(example = "MAIN") @PathVariable WarehouseCode warehouse, @Valid @RequestBody Levels request) {
		return ResponseEntity
			.ok(this.stockKeeping.setLevels(sku, warehouse, request.safetyStock(), request.reorderPoint()));
	}

	@PostMapping("/receipts")
	@DocumentPosition(702)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Take in goods",
			description = "Adds units to what is on hand and writes the ledger. Orders that wait for these products get "
					+ "their units at once, first come first served; the answer says which. Refused for an unknown "
					+ "product or warehouse, and for a warehouse that is not active.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"warehouse":"MAIN","lines":[{"sku":"MUG-BLUE","quantity":100}],"reference":"PO-4711"}""")))
	ResponseEntity<StockChange> receiveGoods(@Valid @RequestBody Receipt request) {
		return ResponseEntity
			.ok(this.stockKeeping.receive(request.warehouse(), lines(request.lines()), request.reference()));
	}

	@PostMapping("/adjustments")
	@DocumentPosition(703)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Correct the stock after a count",
			description = "Adds or takes (negative quantity) units, with a reason for the ledger. Units that are "
					+ "reserved for orders cannot be taken: the refusal names orders that hold them; cancel or amend "
					+ "one of those first.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"warehouse":"MAIN","lines":[{"sku":"MUG-BLUE","quantity":-1}],"reason":"Broken in storage"}""")))
	ResponseEntity<StockChange> adjustStock(@Valid @RequestBody Adjustment request) {
		List<StockLine> lines = request.lines()
			.stream()
			.map((line) -> new StockLine(line.sku(), line.quantity()))
			.toList();
		return ResponseEntity
			.ok(this.stockKeeping.adjust(request.warehouse(), lines, request.reason(), request.reference()));
	}

	@PostMapping("/transfers")
	@DocumentPosition(704)
	@Command
	@AllowedFor({ Role.OPS, Role.ADMIN })
	@Operation(summary = "Move goods to another warehouse",
			description = "Takes units from one warehouse and adds them to another. Only units that are not reserved "
					+ "can move; the refusal names orders that hold the others.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"from":"MAIN","to":"NORTH","lines":[{"sku":"MUG-BLUE","quantity":5}],"reference":"T-17"}""")))
	ResponseEntity<StockChange> transferStock(@Valid @RequestBody Transfer request) {
		return ResponseEntity
			.ok(this.stockKeeping.transfer(request.from(), request.to(), lines(request.lines()), request.reference()));
	}

	@GetMapping("/movements")
	@DocumentPosition(705)
	@AllowedFor({ Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "Read the stock ledger",
			description = "Every change of what is on hand, newest first: what, where, how many, why, for which order, "
					+ "by whom. The rows of a SKU in a warehouse add up to what is on hand there.")
	Slice<MovementView> listMovements(
			@Parameter(description = "Only of this product",
					example = "MUG-BLUE") @RequestParam(required = false) @Nullable Sku sku,
			@Parameter(description = "Only in this warehouse",
					example = "MAIN") @RequestParam(required = false) @Nullable WarehouseCode warehouse,
			@Parameter(description = "Only those of this kind") @RequestParam(
					required = false) @Nullable MovementType type,
			@Parameter(description = "Id of the order that caused them") @RequestParam(
					required = false) @Nullable UUID orderId,
			@Parameter(description = "Not before this time") @RequestParam(required = false) @Nullable Instant from,
			@Parameter(description = "Before this time") @RequestParam(required = false) @Nullable Instant to,
			@Parameter(description = "How many, 1 to 200; 50 when absent") @RequestParam(
					required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.queries.movements(new MovementFilter(sku, warehouse, type, orderId, from, to),
				PageRequest.of("movements", limit, cursor));
	}

	@GetMapping("/backorders")
	@DocumentPosition(706)
	@AllowedFor({ Role.OPS, Role.ADMIN, Role.FINANCE, Role.PARTNER })
	@Operation(summary = "See who waits for stock",
			description = "Order lines with units on backorder, first come first served, with their place in the queue "
					+ "of their product. Take in goods to serve them.")
	Slice<BackorderView> listBackorders(
			@Parameter(description = "Only of this product",
					example = "CHAIR-OAK") @RequestParam(required = false) @Nullable Sku sku,
			@Parameter(description = "Id of an order") @RequestParam(required = false) @Nullable UUID orderId,
			@Parameter(description = "How many, 1 to 200; 50 when absent") @RequestParam(
					required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.queries.backorders(sku, orderId, PageRequest.of("backorders", limit, cursor));
	}

	private static List<StockLine> lines(List<Line> lines) {
		return lines.stream().map((line) -> new StockLine(line.sku(), line.quantity().units())).toList();
	}

	/** Units of a product. */
	@Schema(name = "StockLine")
	record Line(@NotNull Sku sku, @NotNull Quantity quantity) {
	}

	/** A signed number of units of a product. */
	record Correction(@NotNull Sku sku, @NotNull @Schema(minimum = "-1000000", maximum = "1000000", example = "-1",
			description = "Units to add; negative to take them away; not 0") Integer quantity) {

		Correction {
			if (quantity != null && (quantity == 0 || Math.abs((long) quantity) > Quantity.MAX)) {
				throw new InvalidValue("OUT_OF_RANGE", "quantity",
						"A correction is a whole number from -%d to %d and not 0.".formatted(Quantity.MAX,
								Quantity.MAX));
			}
		}

	}

	/** Goods that arrived. */
	record Receipt(@NotNull WarehouseCode warehouse, @NotEmpty @Size(max = MAX_LINES) List<@NotNull @Valid Line> lines,
			@Schema(maxLength = 100, description = "Delivery note or purchase order",
					example = "PO-4711") @Reference @Nullable String reference) {

		Receipt {
			reference = Text.optional("reference", reference, 100);
		}

	}

	/** What a count found. */
	record Adjustment(@NotNull WarehouseCode warehouse,
			@NotEmpty @Size(max = MAX_LINES) List<@NotNull @Valid Correction> lines,
			@NotNull @Schema(description = "What the ledger gives as the reason", minLength = 1, maxLength = 200,
					example = "Broken in storage") String reason,
			@Schema(description = "Count sheet or the like", maxLength = 100,
					example = "COUNT-2026-11") @Reference @Nullable String reference) {

		Adjustment {
			reason = Text.required("reason", reason, 200);
			reference = Text.optional("reference", reference, 100);
		}

	}

	/** Goods to move. */
	record Transfer(@NotNull WarehouseCode from, @NotNull WarehouseCode to,
			@NotEmpty @Size(max = MAX_LINES) List<@NotNull @Valid Line> lines,
			@Schema(description = "Transfer note or the like", maxLength = 100,
					example = "T-17") @Reference @Nullable String reference) {

		Transfer {
			reference = Text.optional("reference", reference, 100);
		}

	}

	/** Thresholds of a product in a warehouse. */
	record Levels(
			@NotNull @Min(0) @Max(1_000_000) @Schema(description = "Units that are promised to nobody",
					example = "10") Integer safetyStock,
			@NotNull @Min(0) @Max(1_000_000) @Schema(
					description = "When fewer units than this are unreserved, it is time to order",
					example = "50") Integer reorderPoint) {
	}

	/** How much can be sold now. */
	record Availability(List<Item> items) {

		/** Units of one SKU over all warehouses. */
		@Schema(name = "AvailableUnits")
		record Item(Sku sku,
				@Schema(description = "Units over all active warehouses", example = "70") int availableToPromise) {
		}

	}

}
