/** Sources: the shops and marketplaces within a channel that orders come from. */
@NullMarked
@ApplicationModule(displayName = "Sources", allowedDependencies = { "kernel", "kernel :: *" })
package dev.orderprocessing.sources;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
