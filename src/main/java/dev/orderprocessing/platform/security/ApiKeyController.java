package dev.orderprocessing.platform.security;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@DocumentPosition(1200)
@Tag(name = ApiTag.ADMINISTRATION)
class ApiKeyController {

	private final ApiKeys keys;

	private final CurrentActor actors;

	private final Clock clock;

	ApiKeyController(ApiKeys keys, CurrentActor actors, Clock clock) {
		this.keys = keys;
		this.actors = actors;
		this.clock = clock;
	}

	@PostMapping("/api-keys")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor(Role.ADMIN)
	@Operation(summary = "Issue an API key",
			description = "Makes a random key for a caller. Its secret is in this answer and nowhere else: it is not "
					+ "kept, and a repetition with the same Idempotency-Key is answered without it. "
					+ "Two keys with one name are the same caller, so that a key can be replaced without a gap. A key with a "
					+ "channel sees only that channel's orders and what belongs to them; one with the role ADMIN issues, lists "
					+ "and revokes keys of that channel only. The service's own names are reserved (system, "
					+ "bootstrap-admin, oauth:… and those of the demo keys), and so are names that look like them.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "web-shop", "role": "STOREFRONT", "channel": "WEB"}""")))
	ResponseEntity<IssuedApiKey> issueApiKey(@Valid @RequestBody IssueApiKey request) {
		Instant expiresAt = request.expiresAt();
		if (expiresAt != null && !expiresAt.isAfter(this.clock.instant())) {
			throw new InvalidValue("OUT_OF_RANGE", "expiresAt", "expiresAt must be in the future.");
		}
		IssuedApiKey issued = this.keys.issue(this.actors.get(), request.name(), request.role(), request.channel(),
				expiresAt);
		return ResponseEntity.created(URI.create("/api/v1/api-keys/" + issued.key().id())).body(issued);
	}

	@GetMapping("/api-keys")
	@AllowedFor(Role.ADMIN)
	@Operation(summary = "List the API keys", description = "Newest first, revoked and expired ones too; no secrets.")
	Slice<ApiKeyView> listApiKeys(
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.keys.list(this.actors.get(), PageRequest.of("api-keys", limit, cursor));
	}

	@PostMapping("/api-keys/{id}/revoke")
	@Command
	@AllowedFor(Role.ADMIN)
	@Operation(summary = "Revoke an API key",
			description = "The key stops working at once on this instance and within ten seconds on all others. It "
					+ "cannot be made valid again; issue a new one if its owner still needs a key. "
					+ "Revoking it again changes nothing.")
	ResponseEntity<ApiKeyView> revokeApiKey(@Parameter(description = "Id of the key, from the list of keys",
			example = ApiKeysDemoData.TO_REVOKE) @PathVariable UUID id) {
		return ResponseEntity.ok(this.keys.revoke(this.actors.get(), id));
	}

	@Schema(name = "IssueApiKey")
	record IssueApiKey(
			@NotBlank @Size(max = 100) @Schema(example = "web-shop",
					description = "Who will use the key; stands in the history as the actor") String name,
			@NotNull @Schema(example = "STOREFRONT") Role role,
			@Schema(description = "The only channel the key may act for; absent: all",
					example = "WEB") @Nullable Channel channel,
			@Schema(description = "When the key stops working by itself",
					example = "2030-01-01T00:00:00Z") @Nullable Instant expiresAt) {
	}

}
