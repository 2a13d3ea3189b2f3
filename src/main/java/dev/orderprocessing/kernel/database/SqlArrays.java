package dev.orderprocessing.kernel.database;

import java.util.Collection;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Makes the arrays by which any number of rows become parameters of one statement, so
 * that its text is the same for all of them.
 */
public final class SqlArrays {

	private SqlArrays() {
	}

	/** For columns of any type: texts are cast by the statement. */
	public static <T> @Nullable String[] texts(Collection<T> items, Function<T, @Nullable Object> value) {
		var texts = new @Nullable String[items.size()];
		int next = 0;
		for (T item : items) {
			Object found = value.apply(item);
			texts[next++] = (found != null) ? found.toString() : null;
		}
		return texts;
	}

	public static <T> Integer[] numbers(Collection<T> items, Function<T, Integer> value) {
		return items.stream().map(value).toArray(Integer[]::new);
	}

}
