/** The facts that customers announce. */
@NullMarked
@NamedInterface("events")
package dev.orderprocessing.customers.events;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
