package dev.orderprocessing.shipping;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to delivery methods and shipments. */
@Service
@Transactional(readOnly = true)
public class Shipping {

	private static final Pattern CARRIER = Pattern.compile(Label.CARRIER_FORM);

	private final DeliveryMethods methods;

	private final Shipments shipments;

	private final ShipmentNumbers numbers;

	private final List<Carrier> carriers;

	private final ShippingSettings settings;

	private final VisibleOrders visible;

	private final Writes writes;

	private final Clock clock;

	Shipping(DeliveryMethods methods, Shipments shipments, ShipmentNumbers numbers, List<Carrier> carriers,
			ShippingSettings settings, VisibleOrders visible, Writes writes, Clock clock) {
		this.methods = methods;
		this.shipments = shipments;
		this.numbers = numbers;
		this.carriers = carriers;
		this.settings = settings;
		this.visible = visible;
		this.writes = writes;
		this.clock = clock;
	}

	/**
	 * What a method charges for a weight; empty when there is no active method with this
	 * code.
	 */
	public Optional<DeliveryQuote> quote(String method, Currency currency, int weightGrams) {
		return this.methods.quote(method, currency, weightGrams);
	}

	/**
	 * What the method of an order charges, also when it is not offered any more to orders
	 * that don't have it.
	 */
	public DeliveryQuote quoteAgreed(String method, Currency currency, int weightGrams) {
		return this.methods.quoteAgreed(method, currency, weightGrams);
	}

	/** Sends goods on their way. */
	@Transactional
	public ShipmentView dispatch(Dispatch dispatch) {
		Label label = dispatch.label();
		String carrier = carrierOf(label,
				() -> this.methods.carrierOf(dispatch.deliveryMethod()).orElse(HouseCarrier.CODE));
		String number = this.numbers.next();
		String trackingNumber = (label.trackingNumber() != null) ? label.trackingNumber() : announce(carrier, number);
		var shipment = Shipment.dispatched(dispatch, number, carrier, trackingNumber,
				trackingUrl(label, carrier, trackingNumber), this.clock.instant().truncatedTo(ChronoUnit.MICROS));
		shipment.write(this.writes);
		return shipment.view();
	}

	/**
	 * Corrects how a shipment under way is followed; what the label leaves out stays as
	 * it was, but for the URL, which belongs to the number.
	 * @param shipment its id or its number; null: the only one under way
	 * @throws BusinessException UNKNOWN_SHIPMENT; INVALID_REQUEST when several are under
	 * way and none is named; ACTION_NOT_ALLOWED after the delivery
	 */
	@Transactional
	public ShipmentView correct(UUID orderId, @Nullable String shipment, Label label) {
		this.writes.send();
		List<Shipment> all = this.shipments.lockAll(orderId);
		List<Shipment> meant = named(all, shipment);
		if (meant.size() > 1) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/shipment",
					"Several shipments are under way (%s); name the one whose label is wrong."
						.formatted(String.join(", ", meant.stream().map(Shipment::number).toList())));
		}
		Shipment wrong = meant.getFirst();
		String carrier = carrierOf(label, wrong::carrier);
		String trackingNumber = (label.trackingNumber() != null) ? label.trackingNumber() : wrong.trackingNumber();
		wrong.follow(carrier, trackingNumber, trackingUrl(label, carrier, trackingNumber));
		return wrong.view();
	}

	/** The shipment that is named, or all under way. */
	private static List<Shipment> named(List<Shipment> all, @Nullable String shipment) {
		List<Shipment> named = all.stream()
			.filter((candidate) -> (shipment != null) ? candidate.isNamed(shipment) : candidate.isUnderWay())
			.toList();
		if (shipment != null && named.isEmpty()) {
			throw BusinessException.atField(ProblemCode.UNKNOWN_SHIPMENT, "/shipment",
					"The order has no shipment %s; it has: %s.".formatted(shipment,
							String.join(", ", all.stream().map(Shipment::number).toList())));
		}
		return named;
	}

	/**
	 * Notes the delivery of one shipment of an order, or of all that are under way.
	 * @param shipment its id or its number; null for all
	 * @return those that are delivered now, oldest first
	 * @throws BusinessException UNKNOWN_SHIPMENT; ACTION_NOT_ALLOWED for a second
	 * delivery
	 */
	@Transactional
	public List<ShipmentView> deliver(UUID orderId, @Nullable String shipment, @Nullable String proof) {
		this.writes.send();
		List<Shipment> arrived = named(this.shipments.lockAll(orderId), shipment);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		arrived.forEach((candidate) -> candidate.deliver(proof, now));
		return arrived.stream().map(Shipment::view).toList();
	}

	/** The shipments of an order, oldest first. */
	public List<ShipmentView> shipmentsOf(UUID orderId) {
		this.writes.send();
		return this.shipments.ofOrder(orderId).stream().map(Shipment::view).toList();
	}

	/** One shipment by its id or its number, if the caller may see its order. */
	public Optional<ShipmentView> find(String idOrNumber) {
		return uuid(idOrNumber).map(this.shipments::withLines)
			.orElseGet(() -> this.shipments.withLines(idOrNumber.strip().toUpperCase(Locale.ROOT)))
			.map(Shipment::view)
			.filter((shipment) -> this.visible.include(shipment.orderId()));
	}

	/** All delivery methods by code, those out of use included. */
	public Slice<DeliveryMethodView> listDeliveryMethods(PageRequest page) {
		return this.methods.list(page);
	}

	public Optional<DeliveryMethodView> findDeliveryMethod(String code) {
		return this.methods.find(code);
	}

	/**
	 * Adds a delivery method.
	 * @throws BusinessException ALREADY_EXISTS; RULE_VIOLATED for rates that do not fit
	 * the kind
	 */
	@Transactional
	public DeliveryMethodView createDeliveryMethod(DefineDeliveryMethod command) {
		checkRates(command);
		if (!this.methods.insert(command)) {
			throw BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/code",
					"There is already a delivery method %s; change it with PUT or choose another code."
						.formatted(command.code()));
		}
		return this.methods.find(command.code()).orElseThrow();
	}

	/**
	 * Replaces a delivery method. Orders already placed keep their fee.
	 * @param expectedVersion null: whatever it is
	 */
	@Transactional
	public DeliveryMethodView replaceDeliveryMethod(DefineDeliveryMethod command, @Nullable Long expectedVersion) {
		checkRates(command);
		long version = this.methods.lock(command.code())
			.orElseThrow(
					() -> BusinessException.notFound("delivery method", command.code(), "/api/v1/delivery-methods"));
		IfMatch.check(expectedVersion, version, "delivery method " + command.code());
		this.methods.deleteRates(command.code());
		this.methods.replace(command);
		return this.methods.find(command.code()).orElseThrow();
	}

	private static String carrierOf(Label label, Supplier<String> otherwise) {
		String carrier = (label.carrier() != null) ? label.carrier().strip().toUpperCase(Locale.ROOT) : otherwise.get();
		if (!CARRIER.matcher(carrier).matches()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, label.pointer() + "/carrier",
					"A carrier %s.".formatted(Label.CARRIER_IS));
		}
		return carrier;
	}

	private @Nullable String announce(String carrier, String number) {
		return this.carriers.stream()
			.filter((candidate) -> candidate.serves(carrier))
			.findFirst()
			.flatMap((candidate) -> candidate.announce(number))
			.orElse(null);
	}

	private @Nullable String trackingUrl(Label label, String carrier, @Nullable String trackingNumber) {
		String url = label.trackingUrl();
		if (url != null) {
			if (!ShippingSettings.isWebAddress(url)) {
				throw BusinessException.atField(ProblemCode.INVALID_REQUEST, label.pointer() + "/trackingUrl",
						"A tracking URL starts with https:// or http:// and names a host.");
			}
			return url;
		}
		return (trackingNumber != null) ? this.settings.trackingUrl(carrier, trackingNumber).orElse(null) : null;
	}

	private static void checkRates(DefineDeliveryMethod command) {
		var seen = new HashSet<String>();
		for (int i = 0; i < command.rates().size(); i++) {
			DeliveryRate rate = command.rates().get(i);
			Integer upTo = rate.upToGrams();
			if ((command.kind() == DeliveryMethodKind.WEIGHT) != (upTo != null)) {
				throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/rates/%d/upToGrams".formatted(i),
						(upTo != null)
								? "A FLAT method has one fee per currency; leave upToGrams out or use kind WEIGHT."
								: "Each rate of a WEIGHT method needs upToGrams, the heaviest weight it is for.");
			}
			if (upTo != null && upTo < 1) {
				throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/rates/%d/upToGrams".formatted(i),
						"upToGrams is at least 1.");
			}
			if (rate.fee().isNegative()) {
				throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/rates/%d/fee/amount".formatted(i),
						"A fee is zero or more.");
			}
			if (!seen.add(rate.fee().currency() + "/" + upTo)) {
				throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/rates/%d".formatted(i),
						"There is already a rate for this currency%s; keep one of them."
							.formatted((upTo != null) ? " and weight" : ""));
			}
		}
	}

	private static Optional<UUID> uuid(String text) {
		try {
			return Optional.of(UUID.fromString(text.strip()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
