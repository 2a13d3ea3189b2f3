@NullMarked
package dev.orderprocessing.journal;

import org.jspecify.annotations.NullMarked;
