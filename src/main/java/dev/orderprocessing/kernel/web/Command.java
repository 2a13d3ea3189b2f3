package dev.orderprocessing.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller method that changes something. Around it run, in this order: retry
 * on serialization failure and deadlock, the transaction, the idempotency key,
 * {@code dryRun=true}. Such a method returns a {@code ResponseEntity}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Command {

	/** Whether the caller must send an {@code Idempotency-Key}. */
	boolean keyRequired() default false;

}
