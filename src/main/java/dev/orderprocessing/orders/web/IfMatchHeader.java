package dev.orderprocessing.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;

/** Documents the header that names the version which a command is meant for. */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Parameter(description = "ETag of the order as you have read it; if somebody was faster you get 412 and nothing "
		+ "happens. Absent: any version")
@interface IfMatchHeader {

}
