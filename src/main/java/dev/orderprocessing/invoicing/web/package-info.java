/** Invoices over HTTP and on paper. */
@NullMarked
package dev.orderprocessing.invoicing.web;

import org.jspecify.annotations.NullMarked;
