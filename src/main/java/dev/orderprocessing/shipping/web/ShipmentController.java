package dev.orderprocessing.shipping.web;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.shipping.ShipmentView;
import dev.orderprocessing.shipping.Shipping;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Single shipments over HTTP; those of an order are read at the order. */
@RestController
@RequestMapping("/api/v1")
@DocumentPosition(410)
@Tag(name = ApiTag.SHIPPING)
class ShipmentController {

	private final Shipping shipping;

	ShipmentController(Shipping shipping) {
		this.shipping = shipping;
	}

	@GetMapping("/shipments/{shipment}")
	@AllowedFor({ Role.OPS, Role.PARTNER })
	@Operation(summary = "Look up a shipment",
			description = "By its number, as printed on the label, or by its id: what it carries, for which order, "
					+ "with which carrier, and whether it has arrived.")
	ShipmentView getShipment(@Parameter(description = "Number or id",
			example = "SH-100001") @PathVariable(name = "shipment") String shipment) {
		return this.shipping.find(shipment)
			.orElseThrow(() -> BusinessException.notFound("shipment", shipment, "/api/v1/orders/{order}/shipments"));
	}

}
