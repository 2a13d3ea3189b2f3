/**
 * Values that check themselves and the problems that callers are told of; {@code web} and
 * {@code database} are the contracts that every module shares.
 */
@NullMarked
@ApplicationModule(displayName = "Kernel", allowedDependencies = {})
package dev.orderprocessing.kernel;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
