/** Invoices with gap-free numbers, and their printable form. */
@NullMarked
@ApplicationModule(displayName = "Invoicing", allowedDependencies = { "kernel", "kernel :: *", "journal" })
package dev.orderprocessing.invoicing;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
