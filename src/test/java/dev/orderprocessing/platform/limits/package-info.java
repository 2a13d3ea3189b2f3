@NullMarked
package dev.orderprocessing.platform.limits;

import org.jspecify.annotations.NullMarked;
