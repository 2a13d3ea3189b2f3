/** Mails to buyers, written in reaction to events. */
@NullMarked
@ApplicationModule(displayName = "Notifications",
		allowedDependencies = { "kernel", "kernel :: *", "journal", "orders :: events" })
package dev.orderprocessing.notifications;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
