package dev.orderprocessing.orders.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.orderprocessing.orders.DemoOrders;
import io.swagger.v3.oas.annotations.Parameter;

/** Documents the path variable that names an order to look at. */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Parameter(description = OrderPath.DESCRIPTION, example = DemoOrders.COMPLETE)
@interface OrderPath {

	String DESCRIPTION = "Id or number of the order";

}
