package dev.orderprocessing.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the path of an operation, or the paths of a controller, stand in the API
 * document: in the order of the work. The hundreds are the group ({@link ApiTag}): 100 to
 * 600 the six stages, then what stands beside them. Paths at the same place are sorted.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface DocumentPosition {

	int value();

}
