package dev.orderprocessing.invoicing;

import jakarta.persistence.Embeddable;

/** A place in the gap-free sequence of a series and year. */
@Embeddable
record InvoiceNumber(String series, int year, int sequence) {

	String text() {
		return "%s-%d-%06d".formatted(this.series, this.year, this.sequence);
	}

}
