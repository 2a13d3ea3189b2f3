package dev.orderprocessing.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.orderprocessing.kernel.Role;

/**
 * Names the roles that may call an operation. An operation without it is refused to
 * everybody; a test fails on it. The same annotation sorts operations into the audiences
 * of the OpenAPI document.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedFor {

	Role[] value();

}
