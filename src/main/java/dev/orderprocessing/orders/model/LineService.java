package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Work ordered with a line, such as engraving; done before its units are packed. */
@Entity
@Table(name = "order_line_service")
@SuppressWarnings("UnusedVariable") // written for the database and its readers
public class LineService {

	@Id
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "order_line_id")
	private OrderLine line;

	private String code;

	private @Nullable String text;

	private BigDecimal price;

	private @Nullable Instant doneAt;

	private @Nullable String doneBy;

	protected LineService() {
	}

	LineService(OrderLine line, String code, @Nullable String text, BigDecimal price) {
		this.id = Ids.next();
		this.line = line;
		this.code = code;
		this.text = text;
		this.price = price;
	}

	void markDone(Act act) {
		this.doneAt = act.at();
		this.doneBy = act.actor();
	}

	/** Another wish, as long as the work is not done. */
	void reword(@Nullable String wish) {
		this.text = wish;
	}

	public UUID id() {
		return this.id;
	}

	public boolean isDone() {
		return this.doneAt != null;
	}

	public String code() {
		return this.code;
	}

	public @Nullable String text() {
		return this.text;
	}

	public BigDecimal price() {
		return this.price;
	}

}
