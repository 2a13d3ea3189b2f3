package dev.orderprocessing.kernel.web;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.database.ScannedRow;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first, with what is needed to ask for the next one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = "items")
public record Slice<T>(List<T> items,
		@Schema(description = "Send it back as cursor to get the next page; absent on the last one. When little of "
				+ "what is stored matches, a page may hold few items or none although another follows") @Nullable String nextCursor) {

	/** Cuts a result that was asked for with one row more than the limit. */
	public static <T> Slice<T> of(List<T> rows, PageRequest page, Function<T, String> key) {
		if (rows.size() <= page.limit()) {
			return new Slice<>(List.copyOf(rows), null);
		}
		List<T> items = List.copyOf(rows.subList(0, page.limit()));
		return new Slice<>(items, page.cursorAfter(key.apply(items.getLast())));
	}

	/**
	 * Cuts a result of which not all is shown: goes on behind the last item, or behind
	 * what was looked at in vain.
	 */
	public static <T> Slice<T> ofScanned(List<ScannedRow<T>> rows, PageRequest page, Function<T, String> key) {
		List<T> shown = rows.stream().filter(ScannedRow::shown).map(ScannedRow::item).toList();
		if (shown.size() > page.limit() || rows.isEmpty() || !rows.getLast().last()) {
			return of(shown, page, key);
		}
		return new Slice<>(shown, page.cursorAfter(key.apply(rows.getLast().item())));
	}

	public <R> Slice<R> map(Function<T, R> mapping) {
		return new Slice<>(this.items.stream().map(mapping).toList(), this.nextCursor);
	}

}
