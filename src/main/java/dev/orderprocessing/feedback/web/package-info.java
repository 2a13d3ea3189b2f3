/** Feedback over HTTP. */
@NullMarked
package dev.orderprocessing.feedback.web;

import org.jspecify.annotations.NullMarked;
