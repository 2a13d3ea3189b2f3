package dev.orderprocessing.kernel.database;

import java.util.function.LongSupplier;

/**
 * Hands out numbers from blocks of a sequence that all instances share, one round trip
 * per block. No number is used twice; what is left of a block when the process ends is a
 * gap. Safe for use by many threads.
 */
public final class NumberBlocks {

	private final int size;

	private final LongSupplier sequence;

	private long next;

	private long end;

	/**
	 * Numbers from a sequence.
	 * @param size the increment of the sequence
	 * @param sequence draws the first number of the next block
	 */
	public NumberBlocks(int size, LongSupplier sequence) {
		this.size = size;
		this.sequence = sequence;
	}

	public synchronized long next() {
		if (this.next == this.end) {
			this.next = this.sequence.getAsLong();
			this.end = this.next + this.size;
		}
		return this.next++;
	}

}
