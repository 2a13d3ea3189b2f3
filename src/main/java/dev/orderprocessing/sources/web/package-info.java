/** Sources over HTTP. */
@NullMarked
package dev.orderprocessing.sources.web;

import org.jspecify.annotations.NullMarked;
