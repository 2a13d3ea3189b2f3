/** What buyers say about a confirmed order. */
@NullMarked
@ApplicationModule(displayName = "Feedback",
		allowedDependencies = { "kernel", "kernel :: *", "orders", "orders :: events" })
package dev.orderprocessing.feedback;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
