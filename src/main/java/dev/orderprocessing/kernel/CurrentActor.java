package dev.orderprocessing.kernel;

/** Tells who is behind the running request; {@link Actor#SYSTEM} outside of one. */
@FunctionalInterface
public interface CurrentActor {

	Actor get();

}
