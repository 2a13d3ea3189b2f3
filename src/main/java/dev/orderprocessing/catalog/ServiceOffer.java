package dev.orderprocessing.catalog;

import java.util.List;

import dev.orderprocessing.kernel.Money;

/**
 * Work that can be ordered with a product.
 *
 * @param code such as ENGRAVING or ASSEMBLY
 * @param prices surcharge per unit, at most one per currency
 * @param needsText whether the buyer must say something, such as what to engrave
 */
public record ServiceOffer(String code, String name, boolean needsText, List<Money> prices) {
}
