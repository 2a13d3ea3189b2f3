@NullMarked
package dev.orderprocessing.catalog;

import org.jspecify.annotations.NullMarked;
