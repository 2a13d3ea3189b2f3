@NullMarked
package dev.orderprocessing.kernel.database;

import org.jspecify.annotations.NullMarked;
