package dev.orderprocessing.catalog;

import org.springframework.data.jpa.repository.JpaRepository;

interface Products extends JpaRepository<Product, String> {

}
