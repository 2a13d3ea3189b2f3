/** Something to try the service with from the first minute. */
@NullMarked
package dev.orderprocessing.platform.demo;

import org.jspecify.annotations.NullMarked;
