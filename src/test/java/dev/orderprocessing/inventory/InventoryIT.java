package dev.orderprocessing.inventory;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.inventory.LinePosition.Reserved;
import dev.orderprocessing.inventory.StockChange.ServedBackorder;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InventoryIT extends InventoryTestBase {

	@Autowired
	private StatementCounter statements;

	@AfterEach
	void booksAreExact() {
		assertThat(violations()).isEmpty();
	}

	@Test
	void reservesFromTheWarehouseOfHighestPriority() {
		Sku sku = sku();
		receive(this.far, sku, 10);
		receive(this.near, sku, 10);
		UUID order = order(sku, 4);
		assertThat(position(order).reserved()).containsExactly(new Reserved(this.near.value(), 4));
		assertThat(available(sku)).isEqualTo(16);
	}

	@Test
	void prefersOneWarehouseThatHoldsTheWholeOrder() {
		Sku first = sku();
		Sku second = sku();
		receive(this.near, first, 10);
		receive(this.far, first, 10);
		receive(this.far, second, 10);
		UUID order = Ids.next();
		this.inventory.reserve(order, List.of(new Demand(1, first, 1, false), new Demand(2, second, 1, false)));
		assertThat(this.inventory.positions(List.of(order)).get(order))
			.allSatisfy((line) -> assertThat(line.reserved()).containsExactly(new Reserved(this.far.value(), 1)));
	}

	@Test
	void splitsALineOverWarehousesWhenNoneHoldsAll() {
		Sku sku = sku();
		receive(this.near, sku, 3);
		receive(this.far, sku, 10);
		this.far = warehouse("THIRD", 3);
		receive(this.far, sku, 2);
		UUID order = order(sku, 14);
		assertThat(position(order).reserved()).extracting(Reserved::quantity).containsExactly(3, 10, 1);
		assertThat(available(sku)).isEqualTo(1);
	}

	@Test
	void linesOfOneSkuShareTheStock() {
		Sku sku = sku();
		receive(this.near, sku, 5);
		UUID order = Ids.next();
		List<Shortage> shortages = this.inventory
			.reserve(order, List.of(new Demand(1, sku, 3, false), new Demand(2, sku, 3, false)))
			.shortages();
		assertThat(shortages).containsExactly(new Shortage(sku, 6, 5));
		assertThat(this.inventory.positions(List.of(order))).isEmpty();
		assertThat(available(sku)).isEqualTo(5);
	}

	@Test
	void reservesNothingWhenOneLineIsShort() {
		Sku plenty = sku();
		Sku unknown = sku();
		receive(this.near, plenty, 5);
		UUID order = Ids.next();
		assertThat(this.inventory
			.reserve(order, List.of(new Demand(1, plenty, 3, false), new Demand(2, unknown, 1, false)))
			.shortages()).containsExactly(new Shortage(unknown, 1, 0));
		assertThat(available(plenty)).isEqualTo(5);
	}

	@Test
	void safetyStockIsNotPromisedUntilItIsLowered() {
		Sku sku = sku();
		receive(this.near, sku, 5);
		this.stockKeeping.setLevels(sku, this.near, 3, 0);
		assertThat(available(sku)).isEqualTo(2);
		assertThat(reserve(Ids.next(), sku, 3)).containsExactly(new Shortage(sku, 3, 2));
		UUID waiting = order(sku, 4);
		assertThat(position(waiting).backordered()).isEqualTo(2);
		StockChange change = this.stockKeeping.setLevels(sku, this.near, 2, 0);
		assertThat(change.backordersServed()).extracting(ServedBackorder::units).containsExactly(1);
		assertThat(position(waiting).reservedUnits()).isEqualTo(3);
	}

	@Test
	void whatIsMissingWaitsAndAReceiptServesFirstComeFirstServed() {
		Sku sku = sku();
		receive(this.near, sku, 2);
		UUID first = order(sku, 5);
		UUID second = order(sku, 4);
		assertThat(position(first).backordered()).isEqualTo(3);
		assertThat(position(first).queuePosition()).isZero();
		assertThat(position(second).backordered()).isEqualTo(4);
		assertThat(position(second).queuePosition()).isEqualTo(3);
		StockChange change = receive(this.far, sku, 5);
		assertThat(this.jdbc
			.sql("SELECT count(*) FROM event_log WHERE type = 'BackorderAllocated' AND payload ->> 'sku' = :sku")
			.param("sku", sku.value())
			.query(Integer.class)
			.single()).isEqualTo(2);
		assertThat(change.backordersServed()).containsExactly(new ServedBackorder(first, 1, sku, this.far.value(), 3),
				new ServedBackorder(second, 1, sku, this.far.value(), 2));
		assertThat(position(first).backordered()).isZero();
		assertThat(position(second).backordered()).isEqualTo(2);
		assertThat(position(second).queuePosition()).isZero();
		assertThat(available(sku)).isZero();
	}

	@Test
	void nobodyJumpsTheQueue() {
		Sku sku = sku();
		receive(this.near, sku, 3);
		UUID holder = order(sku, 3);
		UUID waiting = order(sku, 2);
		this.inventory.release(holder, line(1, 2));
		assertThat(position(waiting).reservedUnits()).isEqualTo(2);
		assertThat(reserve(Ids.next(), sku, 1)).containsExactly(new Shortage(sku, 1, 0));
	}

	@Test
	void unitsAddedToAWaitingLineWaitAtTheEnd() {
		Sku sku = sku();
		UUID first = order(sku, 1);
		UUID second = order(sku, 1);
		this.inventory.reserve(first, List.of(new Demand(1, sku, 5, true)));
		assertThat(position(first).backordered()).isEqualTo(6);
		receive(this.near, sku, 2);
		assertThat(position(first).reservedUnits()).isEqualTo(1);
		assertThat(position(second).reservedUnits()).isEqualTo(1);
	}

	@Test
	void releaseGivesUpWaitingUnitsBeforeReservedOnes() {
		Sku sku = sku();
		receive(this.near, sku, 3);
		receive(this.far, sku, 2);
		UUID order = order(sku, 8);
		this.inventory.release(order, line(1, 4));
		assertThat(position(order).backordered()).isZero();
		assertThat(position(order).reserved()).containsExactly(new Reserved(this.near.value(), 3),
				new Reserved(this.far.value(), 1));
		assertThat(available(sku)).isEqualTo(1);
		this.inventory.release(order, line(1, 4));
		assertThat(this.inventory.positions(List.of(order))).isEmpty();
		assertThat(available(sku)).isEqualTo(5);
	}

	@Test
	void releaseOfWaitingUnitsLetsTheOthersMoveUp() {
		Sku sku = sku();
		receive(this.near, sku, 3);
		UUID first = order(sku, 8);
		UUID second = order(sku, 2);
		this.inventory.release(first, line(1, 7));
		assertThat(position(first).reservedUnits()).isEqualTo(1);
		assertThat(position(second).reservedUnits()).isEqualTo(2);
	}

	@Test
	void refusesToReleaseOrIssueMoreThanIsHeld() {
		Sku sku = sku();
		receive(this.near, sku, 3);
		UUID order = order(sku, 2);
		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> this.inventory.release(order, line(1, 3)))
			.extracting(BusinessException::code)
			.isEqualTo(ProblemCode.QUANTITY_NOT_AVAILABLE);
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.inventory.issue(order, List.of(new GoodsIssue("S-1", 1, sku, this.near.value(), 3))))
			.extracting(BusinessException::code)
			.isEqualTo(ProblemCode.QUANTITY_NOT_AVAILABLE);
		assertThat(position(order).reservedUnits()).isEqualTo(2);
	}

	@Test
	void goodsIssueLowersOnHandAndReservedTogether() {
		Sku sku = sku();
		receive(this.near, sku, 10);
		UUID order = order(sku, 4);
		this.inventory.issue(order, List.of(new GoodsIssue("S-1", 1, sku, this.near.value(), 3)));
		assertThat(position(order).reservedUnits()).isEqualTo(1);
		assertThat(available(sku)).isEqualTo(6);
		assertThat(this.jdbc.sql("""
				SELECT type || ' ' || quantity || ' ' || on_hand_after FROM stock_movement
				WHERE sku = :sku ORDER BY id""").param("sku", sku.value()).query(String.class).list())
			.containsExactly("RECEIPT 10 10", "ISSUE -3 7");
		this.inventory.issue(order, List.of(new GoodsIssue("S-2", 1, sku, this.near.value(), 1)));
		assertThat(this.inventory.positions(List.of(order))).isEmpty();
	}

	@Test
	void adjustmentRefusesToTakeReservedUnitsAndSaysWhoHoldsThem() {
		Sku sku = sku();
		receive(this.near, sku, 5);
		UUID order = order(sku, 4);
		assertThatExceptionOfType(BusinessException.class).isThrownBy(
				() -> this.stockKeeping.adjust(this.near, List.of(new StockLine(sku, -2)), "broken in storage", null))
			.satisfies((refusal) -> {
				assertThat(refusal.code()).isEqualTo(ProblemCode.INSUFFICIENT_STOCK);
				assertThat(refusal.properties().get("reservedFor")).asString().contains(order.toString());
			});
		this.stockKeeping.adjust(this.near, List.of(new StockLine(sku, -1)), "broken in storage", null);
		assertThat(available(sku)).isZero();
	}

	@Test
	void transferMovesOnlyUnreservedUnits() {
		Sku sku = sku();
		receive(this.near, sku, 5);
		order(sku, 4);
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.stockKeeping.transfer(this.near, this.far, List.of(new StockLine(sku, 2)), null))
			.extracting(BusinessException::code)
			.isEqualTo(ProblemCode.INSUFFICIENT_STOCK);
		StockChange change = this.stockKeeping.transfer(this.near, this.far, List.of(new StockLine(sku, 1)), null);
		assertThat(change.stock()).extracting(StockView::onHand).containsExactlyInAnyOrder(4, 1);
	}

	@Test
	void transferOutOfSafetyStockServesTheQueue() {
		Sku sku = sku();
		receive(this.near, sku, 2);
		this.stockKeeping.setLevels(sku, this.near, 2, 0);
		UUID waiting = order(sku, 1);
		this.stockKeeping.transfer(this.near, this.far, List.of(new StockLine(sku, 2)), null);
		assertThat(position(waiting).reserved()).containsExactly(new Reserved(this.far.value(), 1));
	}

	@Test
	void stockOfAnInactiveWarehouseIsPromisedWhenItOpensAgain() {
		Sku sku = sku();
		receive(this.near, sku, 5);
		this.warehouses.replace(this.near, new WarehouseDefinition("Near", new CountryCode("DE"), 1, false), 0L);
		assertThat(available(sku)).isZero();
		UUID waiting = order(sku, 2);
		assertThat(position(waiting).backordered()).isEqualTo(2);
		this.warehouses.replace(this.near, new WarehouseDefinition("Near", new CountryCode("DE"), 1, true), 1L);
		assertThat(position(waiting).reservedUnits()).isEqualTo(2);
	}

	@Test
	void theLedgerCannotBeChanged() {
		receive(this.near, sku(), 1);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.sql("UPDATE stock_movement SET quantity = quantity + 1").update())
			.withStackTraceContaining("append-only");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.sql("DELETE FROM stock_movement").update());
	}

	@Test
	void anyNumberOfLinesTakesOneStatement() {
		List<Sku> skus = Stream.generate(this::sku).limit(30).toList();
		this.stockKeeping.receive(this.near, skus.stream().map((sku) -> new StockLine(sku, 10)).toList(), null);
		UUID order = Ids.next();
		List<Demand> demands = skus.stream().map((sku) -> new Demand(skus.indexOf(sku) + 1, sku, 1, false)).toList();
		assertThat(this.statements.statements(() -> this.inventory.reserve(order, demands))).hasSize(1);
		assertThat(this.statements.count(() -> this.inventory.positions(List.of(order, Ids.next())))).isEqualTo(1);
		List<GoodsIssue> issues = demands.stream()
			.map((demand) -> new GoodsIssue("S-1", demand.lineNumber(), demand.sku(), this.near.value(), 1))
			.toList();
		assertThat(this.statements.count(() -> this.inventory.issue(order, issues))).isEqualTo(1);
		assertThat(this.statements.count(() -> this.inventory.availableToPromise(skus))).isEqualTo(1);
		assertThat(this.inventory.availableToPromise(skus))
			.isEqualTo(skus.stream().collect(Collectors.toMap((sku) -> sku, (sku) -> 9)));
	}

}
