/** The mails of an order over HTTP. */
@NullMarked
package dev.orderprocessing.notifications.web;

import org.jspecify.annotations.NullMarked;
