package dev.orderprocessing.walk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Shop;
import tools.jackson.databind.JsonNode;

/** Everything that can be read when all is quiet. */
record Books(List<JsonNode> orders, Map<String, List<JsonNode>> invoicesOf, Map<String, List<JsonNode>> paymentsOf,
		Map<String, List<JsonNode>> shipmentsOf, Map<String, List<JsonNode>> historyOf, List<JsonNode> events,
		List<JsonNode> invoices, List<JsonNode> coupons, List<JsonNode> stock, List<JsonNode> movements,
		List<JsonNode> backorders, List<JsonNode> openIntents) {

	private static final int READERS = 4;

	static Books read(Shop shop) {
		List<JsonNode> orders = all(shop.ops(), "/orders?limit=200");
		Map<String, List<JsonNode>> invoicesOf = new ConcurrentHashMap<>();
		Map<String, List<JsonNode>> paymentsOf = new ConcurrentHashMap<>();
		Map<String, List<JsonNode>> shipmentsOf = new ConcurrentHashMap<>();
		Map<String, List<JsonNode>> historyOf = new ConcurrentHashMap<>();
		try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
			for (JsonNode order : orders) {
				String number = order.at("/number").asString();
				readers.execute(() -> {
					String path = "/orders/" + number;
					invoicesOf.put(number, items(shop.finance().get(path + "/invoices")));
					paymentsOf.put(number, items(shop.finance().get(path + "/payments")));
					shipmentsOf.put(number, items(shop.ops().get(path + "/shipments")));
					historyOf.put(number, items(shop.ops().get(path + "/history")));
				});
			}
		}
		List<JsonNode> open = new ArrayList<>(all(shop.finance(), "/payment-intents?state=PENDING&limit=200"));
		open.addAll(all(shop.finance(), "/payment-intents?state=UNKNOWN&limit=200"));
		return new Books(orders, invoicesOf, paymentsOf, shipmentsOf, historyOf, feed(shop.ops()),
				all(shop.finance(), "/invoices?limit=200"), all(shop.ops(), "/coupons?limit=200"),
				all(shop.ops(), "/stock?limit=200"), all(shop.ops(), "/stock/movements?limit=200"),
				all(shop.ops(), "/stock/backorders?limit=200"), open);
	}

	private static List<JsonNode> all(Caller caller, String path) {
		List<JsonNode> all = new ArrayList<>();
		String cursor = "";
		do {
			Answer page = caller
				.get(cursor.isEmpty() ? path : path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
			all.addAll(items(page));
			cursor = page.at("/nextCursor");
		}
		while (!cursor.isEmpty());
		return all;
	}

	private static List<JsonNode> feed(Caller caller) {
		List<JsonNode> all = new ArrayList<>();
		String after = "";
		boolean more = true;
		while (more) {
			Answer page = caller.get("/events?limit=200" + (after.isEmpty() ? "" : "&after=" + after));
			all.addAll(items(page));
			after = page.at("/nextCursor");
			more = page.body().at("/more").asBoolean();
		}
		return all;
	}

	private static List<JsonNode> items(Answer answer) {
		return answer.ok().body().at("/items").valueStream().toList();
	}

}
