/** Customers, their payment terms and credit limits, and how people are forgotten. */
@NullMarked
@ApplicationModule(displayName = "Customers", allowedDependencies = { "kernel", "kernel :: *", "journal" })
package dev.orderprocessing.customers;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
