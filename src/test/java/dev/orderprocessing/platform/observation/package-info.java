@NullMarked
package dev.orderprocessing.platform.observation;

import org.jspecify.annotations.NullMarked;
