package dev.orderprocessing.payments;

import java.util.Currency;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands with the cards that were to pay for it.
 *
 * @param authorized what may be captured
 * @param ending the part of it that expires soon and could not be renewed
 * @param capturing what captures without an outcome are for
 * @param asked what authorisations without an outcome are for
 * @param refused what is to be given up and the gateway refuses to
 * @param toCall whether something is still to be asked of the gateway
 * @param unanswered whether the gateway was asked something and has not answered
 * @param last how the latest authorisation or capture ended
 * @param reason of the latest decline, for people
 */
public record CardStanding(Money authorized, Money ending, Money capturing, Money asked, Money refused, boolean toCall,
		boolean unanswered, Last last, @Nullable String reason) {

	/** No card was ever asked for. */
	public static CardStanding none(Currency currency) {
		Money zero = Money.zero(currency);
		return new CardStanding(zero, zero, zero, zero, zero, false, false, Last.NONE, null);
	}

	/** Once an authorisation of this amount is ordered. */
	public CardStanding asking(Money amount) {
		return new CardStanding(this.authorized, this.ending, this.capturing, this.asked.plus(amount), this.refused,
				true, this.unanswered, this.last, this.reason);
	}

	/** Once the capture of this amount is ordered. */
	public CardStanding capturing(Money amount) {
		return new CardStanding(this.authorized.minus(amount), this.ending, this.capturing.plus(amount), this.asked,
				this.refused, true, this.unanswered, this.last, this.reason);
	}

	/** What of an amount is paid by no card, nor on its way to be. */
	public Money missing(Money owed) {
		return owed.minus(this.authorized.minus(this.ending).plus(this.capturing).plus(this.asked))
			.max(Money.zero(owed.currency()));
	}

	/** Whether cards are good for an amount, with no outcome to wait for. */
	public boolean isGoodFor(Money owed) {
		return this.authorized.minus(this.ending).plus(this.capturing).compareTo(owed) >= 0;
	}

	/** How the latest authorisation or capture ended, if it has. */
	public enum Last {

		/** There is none, or its outcome is open. */
		NONE,
		/** It was made. */
		MADE,
		/** The authorisation was declined. */
		AUTHORIZATION_DECLINED,
		/** The capture was declined. */
		CAPTURE_DECLINED,
		/** It was authorised, and given up or has expired since. */
		GIVEN_UP

	}

}
