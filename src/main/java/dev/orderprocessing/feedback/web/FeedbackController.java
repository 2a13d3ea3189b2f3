package dev.orderprocessing.feedback.web;

import java.net.URI;

import dev.orderprocessing.feedback.Feedback;
import dev.orderprocessing.feedback.FeedbackView;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.ManyLines;
import dev.orderprocessing.orders.DemoOrders;
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

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(620)
@Tag(name = ApiTag.CONFIRMATION)
class FeedbackController {

	private final Feedback feedback;

	FeedbackController(Feedback feedback) {
		this.feedback = feedback;
	}

	@PostMapping("/orders/{order}/feedback")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.STOREFRONT, Role.OPS })
	@Operation(summary = "Give feedback",
			description = "Keeps the buyer's rating and comment. Once per order, and only when the order is CONFIRMED; "
					+ "otherwise refused with 409.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"rating": 5, "comment": "Came quickly and the engraving is lovely."}""")))
	ResponseEntity<FeedbackView> giveFeedback(
			@Parameter(description = "Id or number of the order",
					example = DemoOrders.TO_RATE) @PathVariable String order,
			@Valid @RequestBody GiveFeedback request) {
		FeedbackView given = this.feedback.give(order, request.rating(), request.comment());
		URI location = UriComponentsBuilder.fromPath("/api/v1/orders/{order}/feedback").build(given.orderId());
		return ResponseEntity.created(location).body(given);
	}

	@GetMapping("/orders/{order}/feedback")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Read the feedback", description = "What the buyer said about the order; 404 until then.")
	FeedbackView getFeedback(@Parameter(description = "Id or number of the order",
			example = DemoOrders.COMPLETE) @PathVariable String order) {
		return this.feedback.of(order);
	}

	@Schema(name = "GiveFeedback")
	record GiveFeedback(
			@NotNull @Min(1) @Max(5) @Schema(description = "1 is worst, 5 is best", example = "5") Integer rating,
			@Schema(description = "At most 2000 characters", maxLength = 2000) @ManyLines @Nullable String comment) {

		GiveFeedback {
			comment = Text.optional("comment", comment, 2000);
		}

	}

}
