/** Customers, their payment terms and credit limits. */
@NullMarked
@ApplicationModule(displayName = "Customers", allowedDependencies = { "kernel", "kernel :: *" })
package dev.orderprocessing.customers;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
