package dev.orderprocessing.inventory;

import java.util.List;

import dev.orderprocessing.inventory.events.BackorderAllocated;
import dev.orderprocessing.journal.Journal;

import org.springframework.stereotype.Component;

/** Whoever makes stock available ends here: the queue is served before anybody else. */
@Component
class Backorders {

	private final StockStore stock;

	private final Journal journal;

	Backorders(StockStore stock, Journal journal) {
		this.stock = stock;
		this.journal = journal;
	}

	/**
	 * Serves the queue from what the sheet has available, writes all and announces it.
	 */
	List<BackorderAllocated> serveAndWrite(StockSheet sheet) {
		List<BackorderAllocated> served = sheet.serve(this.stock.queue(sheet.servable()));
		this.stock.write(sheet);
		if (!served.isEmpty()) {
			this.journal.append(null, served);
		}
		return served;
	}

}
