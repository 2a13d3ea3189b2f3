/**
 * The order, its life from placed to confirmed, and the checks and commands that move it.
 */
@NullMarked
@ApplicationModule(displayName = "Orders", allowedDependencies = { "kernel", "kernel :: *", "journal", "catalog",
		"customers", "sources", "inventory", "pricing", "shipping", "invoicing", "payments" })
package dev.orderprocessing.orders;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
