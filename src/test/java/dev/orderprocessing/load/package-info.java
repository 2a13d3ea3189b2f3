@NullMarked
package dev.orderprocessing.load;

import org.jspecify.annotations.NullMarked;
