package dev.orderprocessing.kernel.database;

/**
 * Something that must always be true of the data.
 *
 * @param name short and stable, such as {@code stock-equals-movements}
 * @param statement the rule as a sentence
 * @param violations SQL whose rows are the violations: one text column that names the
 * offender
 */
public record Invariant(String name, String statement, String violations) {
}
