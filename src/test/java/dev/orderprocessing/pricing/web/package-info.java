@NullMarked
package dev.orderprocessing.pricing.web;

import org.jspecify.annotations.NullMarked;
