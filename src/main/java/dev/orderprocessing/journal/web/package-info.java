/** The event feed and the parked events over HTTP. */
@NullMarked
package dev.orderprocessing.journal.web;

import org.jspecify.annotations.NullMarked;
