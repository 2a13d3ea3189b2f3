/** What the service says when it starts, or why it does not. */
@NullMarked
package dev.orderprocessing.platform.startup;

import org.jspecify.annotations.NullMarked;
