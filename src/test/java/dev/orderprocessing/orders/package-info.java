@NullMarked
package dev.orderprocessing.orders;

import org.jspecify.annotations.NullMarked;
