package dev.orderprocessing.replay;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An order or a cancellation in the form of the UCI data set "Online Retail" (D. Chen,
 * 2015, CC BY 4.0).
 *
 * @param customer null when the document names none
 * @param country in English
 */
record Document(String number, LocalDateTime time, @Nullable String customer, String country, List<Line> lines) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MM-yy H:mm", Locale.ROOT);

	/**
	 * Units of a product; cancellations have negative ones.
	 *
	 * @param price of a unit in GBP, without tax
	 */
	record Line(String sku, String description, int quantity, BigDecimal price) {

		BigDecimal total() {
			return this.price.multiply(BigDecimal.valueOf(this.quantity));
		}

	}

	/** The documents of a file in the order of their time. */
	static List<Document> read(Path file) throws IOException {
		Map<String, Document> documents = new LinkedHashMap<>();
		List<String> rows = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
		for (String row : rows.subList(1, rows.size())) {
			List<String> cells = cells(row);
			documents
				.computeIfAbsent(cells.getFirst(),
						(number) -> new Document(number, LocalDateTime.parse(cells.get(4), TIME),
								cells.get(6).isBlank() ? null : cells.get(6).strip(), cells.get(7).strip(),
								new ArrayList<>()))
				.lines()
				.add(new Line(cells.get(1).strip().toUpperCase(Locale.ROOT), cells.get(2).strip(),
						Integer.parseInt(cells.get(3)), new BigDecimal(cells.get(5)).setScale(2)));
		}
		return documents.values().stream().sorted(Comparator.comparing(Document::time)).toList();
	}

	/** The cells of a row of comma-separated values (RFC 4180). */
	private static List<String> cells(String row) {
		List<String> cells = new ArrayList<>();
		var cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < row.length(); i++) {
			char c = row.charAt(i);
			if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ',' && !quoted) {
				cells.add(cell.toString());
				cell.setLength(0);
			}
			else {
				cell.append(c);
			}
		}
		cells.add(cell.toString());
		return cells;
	}

	boolean isCancellation() {
		return this.number.startsWith("C");
	}

	int units() {
		return this.lines.stream().mapToInt(Line::quantity).sum();
	}

	BigDecimal total() {
		return this.lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

}
