/** Products, their prices and the services (engraving, assembly) offered with them. */
@NullMarked
@ApplicationModule(displayName = "Catalog", allowedDependencies = { "kernel", "kernel :: *" })
package dev.orderprocessing.catalog;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
