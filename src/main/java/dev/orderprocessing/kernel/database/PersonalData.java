package dev.orderprocessing.kernel.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a module keeps about people. In each statement {@code :orders} are the ids of the
 * person's orders ({@code uuid[]} by CAST), {@code :customer} the id of the customer or
 * null, {@code :now} the time.
 */
public interface PersonalData {

	List<Kept> kept();

	/**
	 * SQL that names what is still open with the person: {@code order_id} and
	 * {@code why}, a clause that follows the order's number. Nobody is forgotten
	 * meanwhile.
	 */
	default @Nullable String open() {
		return null;
	}

	/** What is forgotten by itself when its time has come. */
	default List<Retained> retained() {
		return List.of();
	}

	/**
	 * One kind of data.
	 *
	 * @param name of it among what is exported
	 * @param known SQL that gives what is known, one row for each thing; null: a copy of
	 * what others tell
	 * @param forget SQL that erases it; null: it stays as long as the law wants it
	 */
	record Kept(String name, @Nullable String known, @Nullable String forget) {
	}

	/**
	 * Data with an end of their own.
	 *
	 * @param name of the setting that says how long
	 * @param forget SQL that erases at most {@code :most} rows from before
	 * {@code :before}
	 */
	record Retained(String name, String forget) {
	}

}
