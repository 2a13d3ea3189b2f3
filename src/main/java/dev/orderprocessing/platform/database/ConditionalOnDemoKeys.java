package dev.orderprocessing.platform.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Holds when the publicly known demo keys are accepted: on the embedded database unless
 * {@code order-processing.demo-keys=false}, and in tests.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnDemoKeys.class)
public @interface ConditionalOnDemoKeys {

}
