/** The facts that orders announce, and who to write to about them. */
@NullMarked
@NamedInterface("events")
package dev.orderprocessing.orders.events;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
