/**
 * Sends the service what the API document allows and what it does not, and judges each
 * answer by that document.
 */
@NullMarked
package dev.orderprocessing.fuzz;

import org.jspecify.annotations.NullMarked;
