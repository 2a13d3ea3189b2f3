/** Who calls, by API key or token, and what the caller's role may do. */
@NullMarked
package dev.orderprocessing.platform.security;

import org.jspecify.annotations.NullMarked;
