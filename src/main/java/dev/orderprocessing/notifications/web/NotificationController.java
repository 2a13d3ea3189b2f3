package dev.orderprocessing.notifications.web;

import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.notifications.NotificationView;
import dev.orderprocessing.notifications.Notifications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(610)
@Tag(name = ApiTag.CONFIRMATION)
class NotificationController {

	private final Notifications notifications;

	NotificationController(Notifications notifications) {
		this.notifications = notifications;
	}

	@GetMapping("/orders/{order}/notifications")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Read the mails to the buyer",
			description = "What was written to the buyer about the order, newest first, and whether it was sent. Without "
					+ "a mail server the mails stay RECORDED. A mail appears about a second after what it tells of.")
	Slice<NotificationView> listNotifications(
			@Parameter(description = "Id or number of the order", example = "SO-100014") @PathVariable String order,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.notifications.list(order, PageRequest.of("notifications", limit, cursor));
	}

}
