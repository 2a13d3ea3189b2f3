package dev.orderprocessing.kernel.database;

import java.util.List;

/** A module's contribution to the metrics. */
@FunctionalInterface
public interface Figures {

	List<Figure> list();

}
