@NullMarked
package dev.orderprocessing.customers.web;

import org.jspecify.annotations.NullMarked;
