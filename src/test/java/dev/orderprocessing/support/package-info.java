/** What tests share: a database, a caller with a key, a counter of statements. */
@NullMarked
package dev.orderprocessing.support;

import org.jspecify.annotations.NullMarked;
