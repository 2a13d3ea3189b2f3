@NullMarked
package dev.orderprocessing.platform.openapi;

import org.jspecify.annotations.NullMarked;
