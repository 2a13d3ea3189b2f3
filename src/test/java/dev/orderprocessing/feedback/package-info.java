@NullMarked
package dev.orderprocessing.feedback;

import org.jspecify.annotations.NullMarked;
