@NullMarked
package dev.orderprocessing.catalog.web;

import org.jspecify.annotations.NullMarked;
