@NullMarked
package dev.orderprocessing.platform.security;

import org.jspecify.annotations.NullMarked;
