/** Money that comes in: authorised, captured or recorded, and which invoice it pays. */
@NullMarked
@ApplicationModule(displayName = "Payments", allowedDependencies = { "kernel", "kernel :: *", "journal", "invoicing" })
package dev.orderprocessing.payments;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
