package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.orderprocessing.inventory.LinePosition.Reserved;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Random histories of one SKU, compared step by step with a model of a few lines. */
class InventoryModelIT extends InventoryTestBase {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void behavesLikeASimpleModel(long seed) {
		var random = new Random(seed);
		Sku sku = sku();
		var model = new Model();
		for (int step = 0; step < 60; step++) {
			act(random, sku, model);
			assertThat(available(sku)).as("seed %d, step %d", seed, step).isEqualTo(model.free);
			Map<UUID, List<LinePosition>> positions = this.inventory.positions(model.reserved.keySet());
			model.reserved.forEach((order, units) -> {
				List<LinePosition> lines = positions.getOrDefault(order, List.of());
				assertThat(lines.stream().mapToInt(LinePosition::reservedUnits).sum()).isEqualTo(units);
				assertThat(lines.stream().mapToInt(LinePosition::backordered).sum())
					.isEqualTo(model.waiting.getOrDefault(order, 0));
				lines.stream()
					.filter((line) -> line.backordered() > 0)
					.forEach((line) -> assertThat(line.queuePosition()).isEqualTo(model.ahead(order)));
			});
		}
		assertThat(violations()).isEmpty();
	}

	private void act(Random random, Sku sku, Model model) {
		int units = 1 + random.nextInt(6);
		var orders = new ArrayList<>(model.reserved.keySet());
		switch (random.nextInt(5)) {
			case 0 -> {
				receive(random.nextBoolean() ? this.near : this.far, sku, units);
				model.free += units;
				model.serve();
			}
			case 1, 2 -> model.order(order(sku, units), units);
			case 3 -> {
				UUID order = Ids.next();
				boolean reserved = reserve(order, sku, units).isEmpty();
				assertThat(reserved).isEqualTo(units <= model.free);
				if (reserved) {
					model.order(order, units);
				}
			}
			default -> {
				if (!orders.isEmpty()) {
					shrink(random, sku, model, orders.get(random.nextInt(orders.size())));
				}
			}
		}
	}

	private void shrink(Random random, Sku sku, Model model, UUID order) {
		int reserved = model.reserved.getOrDefault(order, 0);
		int held = reserved + model.waiting.getOrDefault(order, 0);
		if (random.nextBoolean() && held > 0) {
			int units = 1 + random.nextInt(held);
			this.inventory.release(order, line(1, units));
			model.release(order, units);
		}
		else if (reserved > 0) {
			Reserved first = position(order).reserved().getFirst();
			this.inventory.issue(order, List.of(new GoodsIssue("model", 1, sku, first.warehouse(), first.quantity())));
			model.reserved.merge(order, -first.quantity(), Integer::sum);
		}
	}

	/** One pile of units and one queue. */
	private static final class Model {

		private int free;

		private final Map<UUID, Integer> reserved = new LinkedHashMap<>();

		private final Map<UUID, Integer> waiting = new LinkedHashMap<>();

		private void order(UUID order, int units) {
			this.reserved.put(order, 0);
			this.waiting.put(order, units);
			serve();
		}

		private void release(UUID order, int units) {
			int withdrawn = Math.min(units, this.waiting.getOrDefault(order, 0));
			this.waiting.merge(order, -withdrawn, Integer::sum);
			this.reserved.merge(order, withdrawn - units, Integer::sum);
			this.free += units - withdrawn;
			serve();
		}

		private void serve() {
			this.waiting.replaceAll((order, units) -> {
				int taken = Math.min(units, this.free);
				this.free -= taken;
				this.reserved.merge(order, taken, Integer::sum);
				return units - taken;
			});
			this.waiting.values().removeIf((units) -> units == 0);
		}

		private int ahead(UUID order) {
			int ahead = 0;
			for (Map.Entry<UUID, Integer> entry : this.waiting.entrySet()) {
				if (entry.getKey().equals(order)) {
					return ahead;
				}
				ahead += entry.getValue();
			}
			return 0;
		}

	}

}
