package dev.orderprocessing.kernel.database;

import java.util.List;

/** A module's contribution to the consistency check. */
@FunctionalInterface
public interface Invariants {

	List<Invariant> list();

}
