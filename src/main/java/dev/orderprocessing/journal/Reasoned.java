package dev.orderprocessing.journal;

/**
 * A fact for which somebody gave a reason in words. Words may tell of a person, so they
 * are kept beside the log, which never changes, until they are erased. Readers meet the
 * reason as a member of the payload as long as it is there.
 */
public interface Reasoned {

	/** Empty when none was given. */
	String reason();

}
