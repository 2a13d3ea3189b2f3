package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.pricing.PricedOrder;

/**
 * The money of one order line for a number of its units. Parts of a line are differences
 * of {@link #share}, so partial invoices and cancellations always add up to the whole, to
 * the cent.
 *
 * @param items units × (price + services), before discount
 * @param discount positive; items − discount is net or gross, as prices are
 */
public record LineAmounts(Money items, Money discount, Money net, Money tax, Money gross) {

	/** What falls on the first {@code units} of {@code total} units. */
	LineAmounts share(int units, int total, boolean pricesIncludeTax) {
		if (units == total) {
			return this;
		}
		Money itemsPart = this.items.share(units, total);
		if (pricesIncludeTax) {
			Money grossPart = this.gross.share(units, total);
			Money taxPart = proportional(this.tax, grossPart, this.gross);
			return new LineAmounts(itemsPart, itemsPart.minus(grossPart), grossPart.minus(taxPart), taxPart, grossPart);
		}
		Money netPart = this.net.share(units, total);
		Money taxPart = this.tax.share(units, total);
		return new LineAmounts(itemsPart, itemsPart.minus(netPart), netPart, taxPart, netPart.plus(taxPart));
	}

	/**
	 * What all {@code total} units cost when these amounts fall on {@code units} of them:
	 * {@link #share} of the answer is this again, to the cent.
	 */
	LineAmounts scale(int units, int total, boolean pricesIncludeTax) {
		if (units == total) {
			return this;
		}
		Money all = scaled(this.items, units, total);
		if (pricesIncludeTax) {
			Money grossOfAll = scaled(this.gross, units, total);
			Money taxOfAll = proportional(this.tax, grossOfAll, this.gross);
			return new LineAmounts(all, all.minus(grossOfAll), grossOfAll.minus(taxOfAll), taxOfAll, grossOfAll);
		}
		Money netOfAll = scaled(this.net, units, total);
		Money taxOfAll = scaled(this.tax, units, total);
		return new LineAmounts(all, all.minus(netOfAll), netOfAll, taxOfAll, netOfAll.plus(taxOfAll));
	}

	private static Money scaled(Money part, int units, int total) {
		BigDecimal exact = part.amount()
			.multiply(BigDecimal.valueOf(total))
			.divide(BigDecimal.valueOf(units), part.amount().scale(), RoundingMode.HALF_EVEN);
		return new Money(exact, part.currency());
	}

	LineAmounts plus(LineAmounts other) {
		return new LineAmounts(this.items.plus(other.items), this.discount.plus(other.discount),
				this.net.plus(other.net), this.tax.plus(other.tax), this.gross.plus(other.gross));
	}

	/** The amounts of a line that was priced. */
	public static LineAmounts of(PricedOrder.Line priced) {
		return new LineAmounts(priced.items(), priced.discount(), priced.net(), priced.tax(), priced.gross());
	}

	LineAmounts minus(LineAmounts other) {
		return new LineAmounts(this.items.minus(other.items), this.discount.minus(other.discount),
				this.net.minus(other.net), this.tax.minus(other.tax), this.gross.minus(other.gross));
	}

	private static Money proportional(Money whole, Money part, Money of) {
		if (of.isZero()) {
			return whole;
		}
		BigDecimal exact = whole.amount()
			.multiply(part.amount())
			.divide(of.amount(), whole.amount().scale(), RoundingMode.HALF_EVEN);
		return new Money(exact, whole.currency());
	}

}
