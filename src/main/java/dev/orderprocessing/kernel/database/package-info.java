/**
 * What modules contribute to and share about the database: invariants, figures, the
 * statements of lists and those in files, writes that wait for the commit, reference
 * data, numbers.
 */
@NullMarked
@NamedInterface("database")
package dev.orderprocessing.kernel.database;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
