/** Checks in the database that the books are exact. */
@NullMarked
package dev.orderprocessing.platform.consistency;

import org.jspecify.annotations.NullMarked;
