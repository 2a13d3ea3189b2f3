package dev.orderprocessing.kernel.web;

import java.util.List;

import dev.orderprocessing.kernel.BusinessException;

/** A module's contribution to the API document: what a refusal of its code looks like. */
@FunctionalInterface
public interface ExampleRefusals {

	List<BusinessException> list();

}
