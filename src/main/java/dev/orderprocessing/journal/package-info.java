/** The append-only event log, its feed and its consumers. */
@NullMarked
@ApplicationModule(displayName = "Journal", allowedDependencies = { "kernel", "kernel :: *" })
package dev.orderprocessing.journal;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
