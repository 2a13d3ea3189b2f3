package dev.orderprocessing.catalog;

import java.util.Collection;
import java.util.Map;

import dev.orderprocessing.kernel.Sku;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to products. */
@Service
@Transactional(readOnly = true)
public class Catalog {

	/**
	 * Those of the products that exist, prices and services included, with one statement.
	 */
	public Map<Sku, ProductView> find(Collection<Sku> skus) {
		throw new UnsupportedOperationException();
	}

}
