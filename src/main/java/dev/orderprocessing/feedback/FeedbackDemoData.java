package dev.orderprocessing.feedback;

import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.orders.DemoOrders;

import org.springframework.stereotype.Component;

/** What the buyer of the complete demo order said. */
@Component
class FeedbackDemoData implements DemoData {

	private final Feedback feedback;

	FeedbackDemoData(Feedback feedback) {
		this.feedback = feedback;
	}

	@Override
	public int order() {
		return 110;
	}

	@Override
	public void load() {
		this.feedback.give(DemoOrders.COMPLETE, 4, "Well packed, and a lovely book.");
	}

}
