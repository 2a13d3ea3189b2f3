/** Values that check themselves, and the few contracts that every module shares. */
@NullMarked
@ApplicationModule(displayName = "Kernel", allowedDependencies = {})
package dev.orderprocessing.kernel;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
