@NullMarked
package dev.orderprocessing.platform.database;

import org.jspecify.annotations.NullMarked;
