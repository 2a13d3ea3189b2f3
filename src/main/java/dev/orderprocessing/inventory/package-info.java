/** Warehouses, stock, reservations, backorders and the movement ledger. */
@NullMarked
@ApplicationModule(displayName = "Inventory", allowedDependencies = { "kernel", "kernel :: *", "journal", "catalog" })
package dev.orderprocessing.inventory;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
