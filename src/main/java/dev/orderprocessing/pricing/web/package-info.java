/** Tax rates, currencies and coupons over HTTP. */
@NullMarked
package dev.orderprocessing.pricing.web;

import org.jspecify.annotations.NullMarked;
