@NullMarked
package dev.orderprocessing.notifications;

import org.jspecify.annotations.NullMarked;
