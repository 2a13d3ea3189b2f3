/** The API document, its audiences and Swagger UI. */
@NullMarked
package dev.orderprocessing.platform.openapi;

import org.jspecify.annotations.NullMarked;
