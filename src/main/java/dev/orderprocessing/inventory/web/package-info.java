/** Stock and warehouses over HTTP. */
@NullMarked
package dev.orderprocessing.inventory.web;

import org.jspecify.annotations.NullMarked;
