package dev.orderprocessing.customers.web;

import java.util.UUID;

import dev.orderprocessing.customers.Erasure;
import dev.orderprocessing.customers.ErasureView;
import dev.orderprocessing.customers.PersonalFile;
import dev.orderprocessing.customers.PersonalFileView;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.database.Person;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.DocumentPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people may ask of us about themselves. */
@RestController
@RequestMapping("/api/v1")
@DocumentPosition(950)
@Tag(name = ApiTag.CUSTOMERS)
class PersonController {

	private static final String EXAMPLE = "01900000-0000-7000-8000-000000000004";

	private static final String GUEST = """
			{"email": "gone@example.org"}""";

	private static final String WHAT_GOES = "Names, contacts, addresses, notes, reasons, mails, words of feedback and "
			+ "kept answers are erased; invoices stay until their retention ends, and the orders stay in the figures, "
			+ "without a person. Refused (409) with the list while an order is open, a payment undecided or money to "
			+ "be paid back. It can't be undone; dryRun=true shows how much it would be.";

	private final Erasure erasure;

	private final PersonalFile file;

	private final CurrentActor currentActor;

	PersonController(Erasure erasure, PersonalFile file, CurrentActor currentActor) {
		this.erasure = erasure;
		this.file = file;
		this.currentActor = currentActor;
	}

	@PostMapping("/customers/{customer}/erase")
	@Command
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Erase a customer who wants to be forgotten", description = WHAT_GOES
			+ " The id stays and can't order any more. Repeating it changes nothing. A key bound to a channel can't, "
			+ "because a customer may have ordered in others.")
	ResponseEntity<ErasureView> eraseCustomer(@Parameter(example = EXAMPLE) @PathVariable UUID customer) {
		refuseBoundKeys();
		return ResponseEntity.ok(this.erasure.erase(Person.customer(customer)));
	}

	@GetMapping("/customers/{customer}/export")
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Export all that is known about a customer",
			description = "What every part of the service keeps about the customer, as of one moment, to hand over to "
					+ "the person. At most the newest 500 orders; those that were erased are not among them. A key "
					+ "bound to a channel can't, because a customer may have ordered in others.")
	PersonalFileView exportCustomer(@Parameter(example = EXAMPLE) @PathVariable UUID customer) {
		refuseBoundKeys();
		return this.file.of(Person.customer(customer));
	}

	@PostMapping("/guests/erase")
	@Command
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Erase a guest who wants to be forgotten",
			description = "Finds the orders that were placed "
					+ "without a customer's id under this e-mail, however it was written. " + WHAT_GOES
					+ " A key bound to a channel means the orders of that channel.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = GUEST)))
	ResponseEntity<ErasureView> eraseGuest(@Valid @RequestBody Guest request) {
		return ResponseEntity.ok(this.erasure.erase(Person.guest(request.email())));
	}

	@PostMapping("/guests/export")
	@Command
	@AllowedFor({ Role.FINANCE, Role.ADMIN })
	@Operation(summary = "Export all that is known about a guest",
			description = "The same as for a customer, for the orders that were placed without a customer's id under "
					+ "this e-mail. Changes nothing; the address is in the body so that it stands in no log. The answer "
					+ "is told once and not kept: a repetition with the same Idempotency-Key has no data. A key bound "
					+ "to a channel sees the orders of that channel.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(value = GUEST)))
	ResponseEntity<PersonalFileView> exportGuest(@Valid @RequestBody Guest request) {
		return ResponseEntity.ok(this.file.of(Person.guest(request.email())));
	}

	private void refuseBoundKeys() {
		Channel own = this.currentActor.get().channel();
		if (own != null) {
			throw new BusinessException(ProblemCode.FORBIDDEN,
					"This key is bound to %s, and a customer may have ordered in other channels; use a key that is bound to none."
						.formatted(own));
		}
	}

	@Schema(name = "GuestByEmail")
	record Guest(@NotNull @Schema(description = "Under which the guest ordered",
			example = "gone@example.org") EmailAddress email) {
	}

}
