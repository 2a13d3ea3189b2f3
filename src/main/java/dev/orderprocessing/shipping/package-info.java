/** Delivery methods, shipments and their tracking. */
@NullMarked
@ApplicationModule(displayName = "Shipping", allowedDependencies = { "kernel", "kernel :: *", "journal" })
package dev.orderprocessing.shipping;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
