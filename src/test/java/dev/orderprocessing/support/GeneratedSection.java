package dev.orderprocessing.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A part of a document that is made from the code: compared with it, or written anew with
 * {@code -Ddocs.update=true}. It stands between two comments with its name.
 */
public final class GeneratedSection {

	private final Path document;

	private final String begin;

	private final String end;

	private GeneratedSection(Path document, String name) {
		this.document = document;
		this.begin = "<!-- %s: generated, run the tests with -Ddocs.update=true -->".formatted(name);
		this.end = "<!-- end of %s -->".formatted(name);
	}

	/** A part of the page of architecture. */
	public static GeneratedSection ofArchitecture(String name) {
		return new GeneratedSection(Path.of("src/docs/architecture.md"), name);
	}

	/** Fails when the document says something else, unless it is to be written anew. */
	public void says(String content) throws IOException {
		String text = Files.readString(this.document);
		int at = text.indexOf(this.begin);
		int to = text.indexOf(this.end);
		assertThat(at).as("%s has: %s", this.document, this.begin).isNotNegative();
		int from = at + this.begin.length();
		assertThat(to).as("%s has behind it: %s", this.document, this.end).isGreaterThan(from);
		String expected = "\n" + content.strip() + "\n";
		if (Boolean.getBoolean("docs.update")) {
			Files.writeString(this.document, text.substring(0, from) + expected + text.substring(to));
			return;
		}
		assertThat(text.substring(from, to)).as("%s in %s", this.begin, this.document).isEqualTo(expected);
	}

	/** A diagram in the language of Mermaid. */
	public static String mermaid(String kind, Iterable<String> lines) {
		return "```mermaid\n%s\n%s\n```".formatted(kind, String.join("\n", lines));
	}

}
