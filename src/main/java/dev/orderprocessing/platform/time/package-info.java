/** What time it is. */
@NullMarked
package dev.orderprocessing.platform.time;

import org.jspecify.annotations.NullMarked;
