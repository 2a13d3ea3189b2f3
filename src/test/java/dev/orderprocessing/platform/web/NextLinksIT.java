package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that know RFC 8288 need not know what a cursor is. */
@IntegrationTest
class NextLinksIT {

	private static final String BASE = "</api/v1";

	private final Caller ops;

	@Autowired
	NextLinksIT(Api api) {
		this.ops = new Caller(api.url(), "demo-ops");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/products?limit=7", "/products?query=mu%67&limit=1", "/stock?limit=11" })
	void leadThroughAWholeList(String list) {
		List<String> followed = new ArrayList<>();
		int pages = 0;
		for (Optional<String> next = Optional.of(list); next.isPresent(); pages++) {
			Answer page = this.ops.get(next.get()).ok();
			followed.addAll(page.each("/items", "/sku"));
			next = page.header("Link").map(NextLinksIT::target);
			assertThat(next.isPresent()).isEqualTo(!page.at("/nextCursor").isEmpty());
		}
		assertThat(pages).isGreaterThan(1);
		assertThat(followed)
			.isEqualTo(this.ops.get(list.replaceAll("limit=\\d+", "limit=200")).ok().each("/items", "/sku"));
	}

	static Stream<String> lists() throws IOException {
		JsonNode document = JsonMapper.shared().readTree(Files.readString(Path.of("src/docs/openapi.json")));
		return document.path("paths")
			.propertyStream()
			.filter((path) -> path.getValue()
				.at("/get/parameters")
				.valueStream()
				.anyMatch((parameter) -> parameter.path("name").asString().equals("cursor")))
			.map((path) -> path.getKey().substring("/api/v1".length()).replace("{order}", DemoOrders.COMPLETE));
	}

	/** Whatever has a cursor: the pages of one are the beginning of a long page. */
	@ParameterizedTest
	@MethodSource("lists")
	void leadFromOneToTheNextOfEveryList(String list) {
		Caller reader = list.equals("/api-keys") || list.equals("/payment-intents")
				? new Caller(this.ops.url(), "demo-admin")
				: list.equals("/invoices") ? new Caller(this.ops.url(), "demo-finance") : this.ops;
		List<String> single = new ArrayList<>();
		Optional<String> next = Optional.of(list + "?limit=1");
		for (int pages = 0; pages < 4 && next.isPresent(); pages++) {
			Answer page = reader.get(next.get()).ok();
			single.addAll(items(page));
			next = page.header("Link").map(NextLinksIT::target);
		}
		List<String> together = items(reader.get(list + "?limit=4").ok());
		assertThat(single).isEqualTo(together);
		assertThat(together).doesNotHaveDuplicates();
	}

	@Test
	void areAbsentWhereNothingFollows() {
		assertThat(this.ops.get("/products?limit=200").ok().header("Link")).isEmpty();
	}

	private static List<String> items(Answer page) {
		return page.body().at("/items").valueStream().map(JsonNode::toString).toList();
	}

	private static String target(String link) {
		assertThat(link).startsWith(BASE).endsWith(">; rel=\"next\"");
		return link.substring(BASE.length(), link.indexOf('>'));
	}

}
