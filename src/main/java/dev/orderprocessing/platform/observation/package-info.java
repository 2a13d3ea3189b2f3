/**
 * What operators see of the running service: health, metrics and traces. Nothing of it
 * waits for the service's connections or takes any from its pool.
 */
@NullMarked
package dev.orderprocessing.platform.observation;

import org.jspecify.annotations.NullMarked;
