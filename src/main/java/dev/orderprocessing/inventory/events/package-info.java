/** The facts that stock announces. */
@NullMarked
@NamedInterface("events")
package dev.orderprocessing.inventory.events;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
