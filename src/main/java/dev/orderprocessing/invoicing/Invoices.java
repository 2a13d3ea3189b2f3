package dev.orderprocessing.invoicing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Invoices extends Repository<Invoice, UUID> {

	void flush();

	@Query("SELECT i FROM Invoice i LEFT JOIN FETCH i.lines WHERE i.orderId = :orderId ORDER BY i.place.year, i.place.sequence")
	List<Invoice> ofOrder(UUID orderId);

	@Query("SELECT i FROM Invoice i LEFT JOIN FETCH i.lines WHERE i.id = :id")
	Optional<Invoice> withLines(UUID id);

	@Query("SELECT i FROM Invoice i LEFT JOIN FETCH i.lines WHERE i.number = :number")
	Optional<Invoice> withLines(String number);

}
