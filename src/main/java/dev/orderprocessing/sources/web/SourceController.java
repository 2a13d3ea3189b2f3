package dev.orderprocessing.sources.web;

import java.net.URI;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.sources.DefineSource;
import dev.orderprocessing.sources.SourceView;
import dev.orderprocessing.sources.Sources;
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

/** Sources over HTTP. */
@RestController
@RequestMapping("/api/v1/sources")
@DocumentPosition(1210)
@Tag(name = ApiTag.ADMINISTRATION)
class SourceController {

	private final Sources sources;

	SourceController(Sources sources) {
		this.sources = sources;
	}

	@GetMapping
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "See the sources",
			description = "The shops and marketplaces that orders come from, by code. Each belongs to one channel, and each "
					+ "channel has one by default, whose code is the channel's name. A key with a channel sees that "
					+ "channel's.")
	Slice<SourceView> listSources(
			@RequestParam(required = false) @Parameter(description = "Those of this channel") @Nullable Channel channel,
			@RequestParam(required = false) @Parameter(
					description = "How many to return, 1 to 200; 50 if left out") @Nullable Integer limit,
			@RequestParam(required = false) @Parameter(
					description = "The nextCursor of the previous page") @Nullable String cursor) {
		return this.sources.list(channel, PageRequest.of("sources", limit, cursor));
	}

	@GetMapping("/{source}")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Look at a source", description = "With its channel and its version.")
	SourceView getSource(@Parameter(example = "web") @PathVariable SourceCode source) {
		return this.sources.find(source)
			.orElseThrow(() -> BusinessException.notFound("source", source, "/api/v1/sources"));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor(Role.ADMIN)
	@Operation(summary = "Add a source",
			description = "A second shop or a marketplace within a channel; orders of that channel may name it from now on. "
					+ "Refused (409) when the code is taken.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"code": "shopify-de", "channel": "WEB", "name": "Shopify Germany"}""")))
	ResponseEntity<SourceView> createSource(@Valid @RequestBody CreateSource request) {
		SourceView created = this.sources.create(request.definition(), request.channel());
		return ResponseEntity.created(URI.create("/api/v1/sources/" + created.code())).body(created);
	}

	@PutMapping("/{source}")
	@Command
	@AllowedFor(Role.ADMIN)
	@Operation(summary = "Change a source",
			description = "Its name, and whether it takes new orders; the default source of a channel always does. Code and "
					+ "channel stay. With If-Match the change is refused (412) when somebody else has changed it since.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "Our web shop", "active": true}""")))
	ResponseEntity<SourceView> replaceSource(@Parameter(example = "web") @PathVariable SourceCode source,
			@Parameter(description = "The ETag of the version you have read") @RequestHeader(
					name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ReplaceSource request) {
		return ResponseEntity.ok(this.sources.replace(request.definition(source), IfMatch.version(ifMatch)));
	}

	@Schema(name = "CreateSource")
	record CreateSource(@NotNull SourceCode code,
			@Schema(description = "The one it belongs to, for good") @NotNull Channel channel,
			@NotBlank @Size(max = 100) @Schema(example = "Shopify Germany") String name,
			@Schema(description = "true if left out") @Nullable Boolean active) {

		DefineSource definition() {
			return new DefineSource(this.code, this.name, this.active == null || this.active);
		}

	}

	@Schema(name = "ReplaceSource")
	record ReplaceSource(@NotBlank @Size(max = 100) @Schema(example = "Our web shop") String name,
			@Schema(description = "true if left out") @Nullable Boolean active) {

		DefineSource definition(SourceCode code) {
			return new DefineSource(code, this.name, this.active == null || this.active);
		}

	}

}
