package dev.orderprocessing.shipping;

import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class ShippingIT {

	private static final Currency EUR = Currency.getInstance("EUR");

	@Autowired
	private Shipping shipping;

	@Autowired
	private StatementCounter statements;

	@Test
	void quotesTheSameFeeForEveryWeightWhenFlat() {
		assertThat(this.shipping.quote("STANDARD", EUR, 1).orElseThrow().fee()).contains(Money.of("4.90", EUR));
		assertThat(this.shipping.quote("STANDARD", EUR, 90_000).orElseThrow().fee()).contains(Money.of("4.90", EUR));
	}

	@Test
	void quotesTheLightestWeightClassThatHolds() {
		assertThat(express(0)).contains(Money.of("9.90", EUR));
		assertThat(express(1_000)).contains(Money.of("9.90", EUR));
		assertThat(express(1_001)).contains(Money.of("14.90", EUR));
		assertThat(express(31_500)).contains(Money.of("24.90", EUR));
	}

	@Test
	void quotesNoFeeBeyondTheHeaviestClassOrInAnotherCurrency() {
		assertThat(express(31_501)).isEmpty();
		assertThat(this.shipping.quote("EXPRESS", Currency.getInstance("JPY"), 1).orElseThrow().fee()).isEmpty();
	}

	@Test
	void quotesNothingForUnknownMethods() {
		assertThat(this.shipping.quote("PIGEON", EUR, 1)).isEmpty();
	}

	@Test
	void saysWhichCountriesAreServed() {
		DeliveryQuote quote = this.shipping.quote("EXPRESS", EUR, 1).orElseThrow();

		assertThat(quote.serves(new CountryCode("DE"))).isTrue();
		assertThat(quote.serves(new CountryCode("GB"))).isFalse();
	}

	@Test
	void quotesWithOneStatement() {
		assertThat(this.statements.count(() -> express(2_000))).isEqualTo(1);
	}

	@Test
	void quotesNothingForMethodsOutOfUse() {
		var method = method("RETIRED-IT", DeliveryMethodKind.FLAT, true, new DeliveryRate(null, Money.of("1.00", EUR)));
		this.shipping.createDeliveryMethod(method);
		assertThat(this.shipping.quote("RETIRED-IT", EUR, 1)).isPresent();

		this.shipping.replaceDeliveryMethod(
				method("RETIRED-IT", DeliveryMethodKind.WEIGHT, false, new DeliveryRate(500, Money.of("2.00", EUR))),
				0L);

		assertThat(this.shipping.quote("RETIRED-IT", EUR, 1)).isEmpty();
		assertThat(this.shipping.findDeliveryMethod("RETIRED-IT").orElseThrow().rates())
			.containsExactly(new DeliveryRate(500, Money.of("2.00", EUR)));
	}

	@Test
	void refusesToReplaceWhatSomebodyElseChanged() {
		var method = method("STALE-IT", DeliveryMethodKind.FLAT, true, new DeliveryRate(null, Money.of("1.00", EUR)));
		this.shipping.createDeliveryMethod(method);
		this.shipping.replaceDeliveryMethod(method, 0L);

		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.shipping.replaceDeliveryMethod(method, 0L))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.STALE_VERSION));
		assertThat(this.shipping.findDeliveryMethod("STALE-IT").orElseThrow().rates()).hasSize(1);
	}

	@Test
	void refusesASecondMethodWithTheSameCode() {
		var method = method("TWICE-IT", DeliveryMethodKind.FLAT, true, new DeliveryRate(null, Money.of("1.00", EUR)));
		this.shipping.createDeliveryMethod(method);

		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> this.shipping.createDeliveryMethod(method))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.ALREADY_EXISTS));
	}

	@Test
	void refusesRatesThatDoNotFitTheKind() {
		assertRefusedAt("/rates/0/upToGrams",
				method("BAD-IT", DeliveryMethodKind.FLAT, true, new DeliveryRate(100, Money.of("1.00", EUR))));
		assertRefusedAt("/rates/0/upToGrams",
				method("BAD-IT", DeliveryMethodKind.WEIGHT, true, new DeliveryRate(null, Money.of("1.00", EUR))));
		assertRefusedAt("/rates/1", method("BAD-IT", DeliveryMethodKind.FLAT, true,
				new DeliveryRate(null, Money.of("1.00", EUR)), new DeliveryRate(null, Money.of("2.00", EUR))));
		assertRefusedAt("/rates/0/fee/amount",
				method("BAD-IT", DeliveryMethodKind.FLAT, true, new DeliveryRate(null, Money.of("-1.00", EUR))));
	}

	@Test
	void houseShipmentsGetATrackingNumberOfTheirOwn() {
		UUID order = Ids.next();

		ShipmentView shipment = this.shipping.dispatch(dispatch(order, null, null, null));

		assertThat(shipment.number()).matches("SH-[0-9]{6,}");
		assertThat(shipment.carrier()).isEqualTo("HOUSE");
		assertThat(shipment.trackingNumber()).matches("HS[0-9]{12}");
		assertThat(shipment.deliveredAt()).isNull();
		assertThat(this.shipping.shipmentsOf(order)).containsExactly(shipment);
		assertThat(this.shipping.find(shipment.number())).contains(shipment);
		assertThat(this.shipping.find(shipment.id().toString())).contains(shipment);
	}

	@Test
	void knownCarriersGetATrackingPage() {
		ShipmentView shipment = this.shipping.dispatch(dispatch(Ids.next(), "dhl", "00340 434/1", null));

		assertThat(shipment.carrier()).isEqualTo("DHL");
		assertThat(shipment.trackingUrl()).endsWith("tracking-id=00340+434%2F1");
	}

	@Test
	void refusesTrackingAddressesThatAreNoWebAddress() {
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.shipping.dispatch(dispatch(Ids.next(), "DHL", "1", "javascript:alert(1)")))
			.satisfies((refusal) -> assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/trackingUrl"));
	}

	@Test
	void aDeliveryIsRecordedOnceEvenWhenManyReportIt() throws Exception {
		UUID order = Ids.next();
		ShipmentView shipment = this.shipping.dispatch(dispatch(order, null, null, null));
		Callable<Boolean> deliver = () -> {
			try {
				this.shipping.deliver(order, shipment.number(), "Ada");
				return true;
			}
			catch (BusinessException refusal) {
				assertThat(refusal.code()).isEqualTo(ProblemCode.ACTION_NOT_ALLOWED);
				assertThat(refusal.properties()).containsKey("deliveredAt");
				return false;
			}
		};

		try (var threads = Executors.newFixedThreadPool(8)) {
			var results = threads.invokeAll(java.util.Collections.nCopies(8, deliver));
			assertThat(results.stream().map(Future::resultNow).filter((done) -> done)).hasSize(1);
		}
		ShipmentView delivered = this.shipping.shipmentsOf(order).getFirst();
		assertThat(delivered.deliveredAt()).isNotNull();
		assertThat(delivered.proof()).isEqualTo("Ada");
	}

	@Test
	void refusesToDeliverTheShipmentOfAnotherOrder() {
		ShipmentView shipment = this.shipping.dispatch(dispatch(Ids.next(), null, null, null));

		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.shipping.deliver(Ids.next(), shipment.id().toString(), null))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.UNKNOWN_SHIPMENT));
	}

	@Test
	void readsTheShipmentsOfAnOrderWithOneStatement() {
		UUID order = Ids.next();
		this.shipping.dispatch(dispatch(order, null, null, null));
		this.shipping.dispatch(dispatch(order, null, null, null));

		assertThat(this.statements.count(() -> assertThat(this.shipping.shipmentsOf(order)).hasSize(2))).isEqualTo(1);
	}

	private java.util.Optional<Money> express(int grams) {
		return this.shipping.quote("EXPRESS", EUR, grams).orElseThrow().fee();
	}

	private void assertRefusedAt(String pointer, DefineDeliveryMethod method) {
		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> this.shipping.createDeliveryMethod(method))
			.satisfies((refusal) -> {
				assertThat(refusal.code()).isEqualTo(ProblemCode.RULE_VIOLATED);
				assertThat(refusal.errors().getFirst().pointer()).isEqualTo(pointer);
			});
	}

	private static DefineDeliveryMethod method(String code, DeliveryMethodKind kind, boolean active,
			DeliveryRate... rates) {
		return new DefineDeliveryMethod(code, "Test", kind, List.of(new CountryCode("DE")), active, null,
				List.of(rates));
	}

	private static Dispatch dispatch(UUID order, @Nullable String carrier, @Nullable String trackingNumber,
			@Nullable String trackingUrl) {
		return new Dispatch(order, "SO-1", "STANDARD", "MAIN", new Label(carrier, trackingNumber, trackingUrl, ""),
				List.of(new Dispatch.Line(1, new Sku("MUG-BLUE"), 2), new Dispatch.Line(2, new Sku("LAMP"), 1)), 900);
	}

}
