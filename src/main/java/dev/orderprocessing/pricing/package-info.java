/** What an order costs: tax, coupons, shipping charges and totals. */
@NullMarked
@ApplicationModule(displayName = "Pricing", allowedDependencies = { "kernel", "kernel :: *", "catalog" })
package dev.orderprocessing.pricing;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
