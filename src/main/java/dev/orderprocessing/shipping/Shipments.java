package dev.orderprocessing.shipping;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Shipments extends Repository<Shipment, UUID> {

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("SELECT s FROM Shipment s LEFT JOIN FETCH s.lines WHERE s.orderId = :orderId ORDER BY s.id")
	List<Shipment> lockAll(UUID orderId);

	@Query("SELECT s FROM Shipment s LEFT JOIN FETCH s.lines WHERE s.orderId = :orderId ORDER BY s.id")
	List<Shipment> ofOrder(UUID orderId);

	@Query("SELECT s FROM Shipment s LEFT JOIN FETCH s.lines WHERE s.id = :id")
	Optional<Shipment> withLines(UUID id);

	@Query("SELECT s FROM Shipment s LEFT JOIN FETCH s.lines WHERE s.number = :number")
	Optional<Shipment> withLines(String number);

}
