package dev.orderprocessing.kernel.database;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when it violates a constraint of the database, mostly by being
 * second in a race.
 *
 * @param name of the constraint or unique index
 * @param code {@link ProblemCode#CONCURRENT_CHANGE} says that only what ran beside it was
 * in the way; a command is then repeated by itself
 * @param pointer to the field of the body that is to blame, if one is
 * @param detail what is wrong and what to do
 */
public record Constraint(String name, ProblemCode code, @Nullable String pointer, String detail) {

	/** A key that somebody else has just used. */
	public static Constraint taken(String name, String pointer, String what, String path) {
		return new Constraint(name, ProblemCode.ALREADY_EXISTS, pointer,
				"There is already a %s; change it with PUT %s or choose another.".formatted(what, path));
	}

	public BusinessException refusal() {
		return (this.pointer != null) ? BusinessException.atField(this.code, this.pointer, this.detail)
				: new BusinessException(this.code, this.detail);
	}

}
