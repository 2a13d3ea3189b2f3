package dev.orderprocessing.pricing;

import java.math.RoundingMode;

/** What becomes of half a minor unit of a currency. */
public enum Rounding {

	/** To the even neighbour, so that errors cancel out. */
	HALF_EVEN(RoundingMode.HALF_EVEN),
	/** Away from zero, as on most tills. */
	HALF_UP(RoundingMode.HALF_UP);

	private final RoundingMode mode;

	Rounding(RoundingMode mode) {
		this.mode = mode;
	}

	RoundingMode mode() {
		return this.mode;
	}

}
