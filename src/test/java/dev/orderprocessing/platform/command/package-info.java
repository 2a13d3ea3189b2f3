@NullMarked
package dev.orderprocessing.platform.command;

import org.jspecify.annotations.NullMarked;
