/** The database the service runs on: embedded or given, and safe either way. */
@NullMarked
package dev.orderprocessing.platform.database;

import org.jspecify.annotations.NullMarked;
