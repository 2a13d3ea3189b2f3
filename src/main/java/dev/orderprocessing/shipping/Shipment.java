package dev.orderprocessing.shipping;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Goods that left one warehouse together: under way, then delivered. */
@Entity
@Table(name = "shipment")
class Shipment {

	@Id
	private UUID id;

	@Version
	private @Nullable Long version;

	private String number;

	private UUID orderId;

	private String orderNumber;

	private String deliveryMethod;

	private String warehouse;

	private String carrier;

	private @Nullable String trackingNumber;

	private @Nullable String trackingUrl;

	private int weightGrams;

	private Instant dispatchedAt;

	private @Nullable Instant deliveredAt;

	private @Nullable String proof;

	@ElementCollection
	@CollectionTable(name = "shipment_line", joinColumns = @JoinColumn(name = "shipment_id"))
	@OrderBy("lineNumber")
	private List<Line> lines = new ArrayList<>();

	protected Shipment() {
	}

	static Shipment dispatched(Dispatch dispatch, String number, String carrier, @Nullable String trackingNumber,
			@Nullable String trackingUrl, Instant now) {
		var shipment = new Shipment();
		shipment.id = Ids.next();
		shipment.number = number;
		shipment.orderId = dispatch.orderId();
		shipment.orderNumber = dispatch.orderNumber();
		shipment.deliveryMethod = dispatch.deliveryMethod();
		shipment.warehouse = dispatch.warehouse();
		shipment.carrier = carrier;
		shipment.trackingNumber = trackingNumber;
		shipment.trackingUrl = trackingUrl;
		shipment.weightGrams = dispatch.weightGrams();
		shipment.dispatchedAt = now;
		dispatch.lines()
			.forEach((line) -> shipment.lines.add(new Line(line.lineNumber(), line.sku().value(), line.quantity())));
		return shipment;
	}

	void deliver(@Nullable String proof, Instant now) {
		if (this.deliveredAt != null) {
			throw new BusinessException(ProblemCode.ACTION_NOT_ALLOWED,
					"Shipment %s was delivered at %s; a delivery is recorded once.".formatted(this.number,
							this.deliveredAt))
				.with("shipment", this.number)
				.with("deliveredAt", this.deliveredAt);
		}
		this.deliveredAt = now;
		this.proof = proof;
	}

	/** From now on it is followed under another label. */
	void follow(String newCarrier, @Nullable String newTrackingNumber, @Nullable String newTrackingUrl) {
		if (this.deliveredAt != null) {
			throw new BusinessException(ProblemCode.ACTION_NOT_ALLOWED,
					"Shipment %s was delivered at %s; its label is of no use any more.".formatted(this.number,
							this.deliveredAt))
				.with("shipment", this.number)
				.with("deliveredAt", this.deliveredAt);
		}
		this.carrier = newCarrier;
		this.trackingNumber = newTrackingNumber;
		this.trackingUrl = newTrackingUrl;
	}

	/** Adds the inserts of a shipment that was just dispatched. */
	void write(Writes writes) {
		writes.add("""
				INSERT INTO shipment (id, number, order_id, order_number, delivery_method, warehouse, carrier,
					tracking_number, tracking_url, weight_grams, dispatched_at, version)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""",
				Arrays.asList(this.id, this.number, this.orderId, this.orderNumber, this.deliveryMethod, this.warehouse,
						this.carrier, this.trackingNumber, this.trackingUrl, this.weightGrams,
						this.dispatchedAt.atOffset(ZoneOffset.UTC)));
		writes.add("""
				INSERT INTO shipment_line (shipment_id, line_number, sku, quantity)
				SELECT ?, line_number, sku, quantity FROM unnest(?, ?, ?) AS line (line_number, sku, quantity)""",
				List.of(this.id, SqlArrays.numbers(this.lines, Line::lineNumber),
						SqlArrays.texts(this.lines, Line::sku), SqlArrays.numbers(this.lines, Line::quantity)));
	}

	String number() {
		return this.number;
	}

	String carrier() {
		return this.carrier;
	}

	@Nullable String trackingNumber() {
		return this.trackingNumber;
	}

	boolean isNamed(String idOrNumber) {
		return this.number.equalsIgnoreCase(idOrNumber) || this.id.toString().equalsIgnoreCase(idOrNumber);
	}

	boolean isUnderWay() {
		return this.deliveredAt == null;
	}

	ShipmentView view() {
		return new ShipmentView(this.id, this.number, this.orderId, this.orderNumber, this.warehouse,
				this.deliveryMethod, this.carrier, this.trackingNumber, this.trackingUrl,
				this.lines.stream()
					.map((line) -> new Dispatch.Line(line.lineNumber(), new Sku(line.sku()), line.quantity()))
					.toList(),
				this.weightGrams, this.dispatchedAt, this.deliveredAt, this.proof);
	}

	/** Units of one order line. */
	@Embeddable
	record Line(int lineNumber, String sku, int quantity) {
	}

}
