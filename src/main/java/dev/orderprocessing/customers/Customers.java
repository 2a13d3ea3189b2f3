package dev.orderprocessing.customers;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to customers. */
@Service
@Transactional(readOnly = true)
public class Customers {

	public Optional<CustomerView> find(UUID id) {
		throw new UnsupportedOperationException();
	}

}
