package dev.orderprocessing.kernel.database;

import java.util.List;

/** A module's contribution to the refusals: the constraints that clients can violate. */
@FunctionalInterface
public interface Constraints {

	List<Constraint> list();

}
