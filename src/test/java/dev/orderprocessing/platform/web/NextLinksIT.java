package dev.orderprocessing.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@Test
	void areAbsentWhereNothingFollows() {
		assertThat(this.ops.get("/products?limit=200").ok().header("Link")).isEmpty();
	}

	private static String target(String link) {
		assertThat(link).startsWith(BASE).endsWith(">; rel=\"next\"");
		return link.substring(BASE.length(), link.indexOf('>'));
	}

}
