@NullMarked
package dev.orderprocessing.kernel;

import org.jspecify.annotations.NullMarked;
