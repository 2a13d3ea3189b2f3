/** Delivery methods and shipments over HTTP. */
@NullMarked
package dev.orderprocessing.shipping.web;

import org.jspecify.annotations.NullMarked;
