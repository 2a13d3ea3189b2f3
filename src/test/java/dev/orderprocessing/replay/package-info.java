@NullMarked
package dev.orderprocessing.replay;

import org.jspecify.annotations.NullMarked;
