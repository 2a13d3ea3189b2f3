/** How the process meets the world; no other module depends on it. */
@NullMarked
@ApplicationModule(displayName = "Platform", allowedDependencies = { "kernel", "kernel :: *", "journal" })
package dev.orderprocessing.platform;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
