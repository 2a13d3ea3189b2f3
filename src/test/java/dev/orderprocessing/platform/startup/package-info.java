@NullMarked
package dev.orderprocessing.platform.startup;

import org.jspecify.annotations.NullMarked;
