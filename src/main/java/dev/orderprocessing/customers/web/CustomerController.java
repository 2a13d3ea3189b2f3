package dev.orderprocessing.customers.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.orderprocessing.customers.CustomerDetails;
import dev.orderprocessing.customers.CustomerStatus;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Text;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.IfMatch;
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
import jakarta.validation.constraints.NotBlank;
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
@DocumentPosition(900)
@Tag(name = ApiTag.CUSTOMERS)
class CustomerController {

	private final Customers customers;

	private final CurrentActor currentActor;

	CustomerController(Customers customers, CurrentActor currentActor) {
		this.customers = customers;
		this.currentActor = currentActor;
	}

	@PostMapping("/customers")
	@ResponseStatus(HttpStatus.CREATED)
	@Command
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Register a customer",
			description = "The answer has the id that orders name as customerId. A storefront registers its buyers with "
					+ "name, e-mail and phone only: payment terms, credit limit and status are ours to set and a "
					+ "storefront, or a key that is bound to a channel, that sends them is refused (403). Without paymentTermsDays the customer can't buy "
					+ "on account. People share mailboxes, so the same e-mail may be registered again.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "Grace Buyer", "email": "grace@example.org", "phone": "+49 30 901820"}""")))
	ResponseEntity<CustomerView> createCustomer(@Valid @RequestBody CreateCustomer request) {
		refuseTermsFromOneChannel(request);
		CustomerView customer = this.customers.register(request.details());
		return ResponseEntity.created(URI.create("/api/v1/customers/" + customer.id())).body(customer);
	}

	@GetMapping("/customers")
	@AllowedFor({ Role.OPS, Role.FINANCE, Role.ADMIN })
	@Operation(summary = "List customers", description = "Newest first, page by page.")
	Slice<CustomerView> listCustomers(
			@Parameter(description = "Only those with this e-mail address; case does not matter",
					example = "ada@example.org") @RequestParam(required = false) @Nullable EmailAddress email,
			@Parameter(description = "Only those who may order, or only those who are blocked",
					example = "ACTIVE") @RequestParam(required = false) @Nullable CustomerStatus status,
			@Parameter(description = "How many, 1 to 200",
					example = "50") @RequestParam(required = false) @Nullable Integer limit,
			@Parameter(description = "nextCursor of the previous page") @RequestParam(
					required = false) @Nullable String cursor) {
		return this.customers.list(email, status, PageRequest.of("customers", limit, cursor))
			.map((found) -> found.shownTo(this.currentActor.get()));
	}

	@GetMapping("/customers/{customer}")
	@AllowedFor({ Role.STOREFRONT, Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN })
	@Operation(summary = "Look at a customer", description = "404 when there is no customer with the id.")
	CustomerView getCustomer(@Parameter(example = "01900000-0000-7000-8000-000000000001") @PathVariable UUID customer) {
		return this.customers.find(customer)
			.map((found) -> found.shownTo(this.currentActor.get()))
			.orElseThrow(() -> BusinessException.notFound("customer", customer, "/api/v1/customers"));
	}

	@PutMapping("/customers/{customer}")
	@Command
	@AllowedFor({ Role.OPS, Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Change a customer, grant terms or block",
			description = "Replaces everything that is known about the customer: what the body leaves out is removed, so "
					+ "send the whole customer. Blocking needs a statusReason; new orders of a blocked customer wait "
					+ "at verification, those already verified go on. With If-Match the change is refused (412) when "
					+ "somebody else has changed it since. Not for a key that is bound to a channel, which sees neither "
					+ "limit nor reason.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = """
			{"name": "Ada Buyer", "email": "ada@example.org", "phone": "+49 30 901820", "paymentTermsDays": 30,
			 "creditLimit": {"amount": "5000.00", "currency": "EUR"}}""")))
	ResponseEntity<CustomerView> replaceCustomer(
			@Parameter(example = "01900000-0000-7000-8000-000000000001") @PathVariable UUID customer,
			@Parameter(description = "The ETag of the version you have read") @RequestHeader(
					name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@Valid @RequestBody ReplaceCustomer request) {
		if (!this.currentActor.get().worksForAllChannels()) {
			throw new BusinessException(ProblemCode.FORBIDDEN,
					"Customers buy in all channels, so they are changed with a key that is bound to none; yours is bound to %s."
						.formatted(this.currentActor.get().channel()));
		}
		return ResponseEntity.ok(this.customers.replace(customer, request.details(), IfMatch.version(ifMatch)));
	}

	private void refuseTermsFromOneChannel(CreateCustomer request) {
		if (this.currentActor.get().worksForAllChannels()) {
			return;
		}
		List<FieldProblem> errors = new ArrayList<>();
		refuse(errors, "/status", request.status());
		refuse(errors, "/statusReason", request.statusReason());
		refuse(errors, "/paymentTermsDays", request.paymentTermsDays());
		refuse(errors, "/creditLimit", request.creditLimit());
		if (!errors.isEmpty()) {
			throw new BusinessException(ProblemCode.FORBIDDEN, errors.getFirst().detail(), errors);
		}
	}

	private static void refuse(List<FieldProblem> errors, String pointer, @Nullable Object value) {
		if (value != null) {
			errors.add(FieldProblem.at(pointer, ProblemCode.FORBIDDEN.name(),
					"A storefront, or a key that is bound to a channel, can't set %s; leave it out, or ask finance to set it."
						.formatted(pointer.substring(1))));
		}
	}

	private static CustomerDetails details(String name, @Nullable EmailAddress email, @Nullable PhoneNumber phone,
			@Nullable CustomerStatus status, @Nullable String statusReason, @Nullable Integer paymentTermsDays,
			@Nullable Money creditLimit) {
		return new CustomerDetails(name, email, phone, Objects.requireNonNullElse(status, CustomerStatus.ACTIVE),
				Text.optional("statusReason", statusReason, 500), paymentTermsDays, creditLimit);
	}

	@Schema(name = "CreateCustomer")
	record CreateCustomer(@NotBlank @Size(max = 200) @Schema(example = "Grace Buyer") String name,
			@Schema(description = "Needed only by who orders on the web or by mail") @Nullable EmailAddress email,
			@Schema(description = "Kept as given, with extension and remarks",
					example = "+49 30 901820") @Size(max = PhoneNumber.MAX_LENGTH) @Reference @Nullable String phone,
			@Schema(description = "Absent: ACTIVE") @Nullable CustomerStatus status,
			@Size(max = 500) @Schema(
					description = "Why the customer is blocked; required when status is BLOCKED") @Nullable String statusReason,
			@Min(0) @Max(365) @Schema(
					description = "Days to pay an invoice; a customer without them may not buy on account",
					example = "30") @Nullable Integer paymentTermsDays,
			@Schema(description = "The most that may be owed on account; absent: no limit") @Nullable Money creditLimit) {

		CustomerDetails details() {
			return CustomerController.details(this.name, this.email, PhoneNumber.of(this.phone), this.status,
					this.statusReason, this.paymentTermsDays, this.creditLimit);
		}

	}

	@Schema(name = "ReplaceCustomer")
	record ReplaceCustomer(@NotBlank @Size(max = 200) @Schema(example = "Ada Buyer") String name,
			@Schema(description = "Needed only by who orders on the web or by mail") @Nullable EmailAddress email,
			@Schema(description = "Kept as given, with extension and remarks",
					example = "+49 30 901820") @Size(max = PhoneNumber.MAX_LENGTH) @Reference @Nullable String phone,
			@Schema(description = "Absent: ACTIVE") @Nullable CustomerStatus status,
			@Size(max = 500) @Schema(
					description = "Why the customer is blocked; required when status is BLOCKED") @Nullable String statusReason,
			@Min(0) @Max(365) @Schema(
					description = "Days to pay an invoice; a customer without them may not buy on account",
					example = "30") @Nullable Integer paymentTermsDays,
			@Schema(description = "The most that may be owed on account; absent: no limit") @Nullable Money creditLimit) {

		CustomerDetails details() {
			return CustomerController.details(this.name, this.email, PhoneNumber.of(this.phone), this.status,
					this.statusReason, this.paymentTermsDays, this.creditLimit);
		}

	}

}
