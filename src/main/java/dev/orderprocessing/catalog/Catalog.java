package dev.orderprocessing.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.ReferenceCache;
import dev.orderprocessing.kernel.database.ReferenceVersion;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to products. */
@Service
@Transactional(readOnly = true)
public class Catalog {

	private final Products products;

	private final ProductReader reader;

	private final ReferenceCache<Sku, ProductView> cache;

	Catalog(Products products, ProductReader reader, ReferenceVersion version) {
		this.products = products;
		this.reader = reader;
		this.cache = new ReferenceCache<>(version);
	}

	/**
	 * Those of the products that exist, prices and services included, from memory or with
	 * one statement.
	 */
	public Map<Sku, ProductView> find(Collection<Sku> skus) {
		return this.cache.all(skus,
				(missing) -> this.reader.bySkus(missing)
					.stream()
					.collect(Collectors.toMap(ProductView::sku, Function.identity())));
	}

	public Optional<ProductView> findOne(Sku sku) {
		return this.reader.bySkus(List.of(sku)).stream().findFirst();
	}

	/**
	 * Products by SKU, ascending.
	 * @param query part of the SKU or of the name, in any case
	 */
	public Slice<ProductView> list(@Nullable ProductStatus status, @Nullable String query, PageRequest page) {
		return this.reader.list(status, query, page);
	}

	/**
	 * Adds a product.
	 * @throws BusinessException ALREADY_EXISTS
	 */
	@Transactional
	public ProductView create(Sku sku, ProductDefinition definition) {
		if (this.products.existsById(sku.value())) {
			throw BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/sku",
					"There is already a product %s; change it with PUT /api/v1/products/%s.".formatted(sku, sku));
		}
		return this.products.saveAndFlush(Product.define(sku, definition)).view();
	}

	/**
	 * Replaces all of a product but its SKU. Orders that are already placed keep what
	 * they were placed with.
	 * @param expectedVersion the version the caller has seen, or null to replace any
	 * @throws BusinessException NOT_FOUND, STALE_VERSION
	 */
	@Transactional
	public ProductView replace(Sku sku, ProductDefinition definition, @Nullable Long expectedVersion) {
		Product product = this.products.findById(sku.value())
			.orElseThrow(() -> BusinessException.notFound("product", sku, "/api/v1/products"));
		IfMatch.check(expectedVersion, product.version(), "product " + sku);
		product.redefine(definition);
		this.products.flush();
		return product.view();
	}

}
