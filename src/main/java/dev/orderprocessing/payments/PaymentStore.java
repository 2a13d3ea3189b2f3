package dev.orderprocessing.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PaymentStore extends Repository<Payment, UUID> {

	Payment save(Payment payment);

	void flush();

	Optional<Payment> findById(UUID id);

	@Query("SELECT p FROM Payment p WHERE p.orderId = :orderId ORDER BY p.id")
	List<Payment> ofOrder(UUID orderId);

}
