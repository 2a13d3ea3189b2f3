@NullMarked
package dev.orderprocessing.platform.web;

import org.jspecify.annotations.NullMarked;
