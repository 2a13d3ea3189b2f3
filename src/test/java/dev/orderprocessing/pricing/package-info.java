@NullMarked
package dev.orderprocessing.pricing;

import org.jspecify.annotations.NullMarked;
