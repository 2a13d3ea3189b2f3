@NullMarked
package dev.orderprocessing.customers;

import org.jspecify.annotations.NullMarked;
