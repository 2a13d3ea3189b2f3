/**
 * What every request and answer goes through: strict JSON, body limits and problem
 * documents.
 */
@NullMarked
package dev.orderprocessing.platform.web;

import org.jspecify.annotations.NullMarked;
