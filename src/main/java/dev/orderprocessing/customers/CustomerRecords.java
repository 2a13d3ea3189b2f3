package dev.orderprocessing.customers;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

interface CustomerRecords extends JpaRepository<Customer, UUID> {

}
