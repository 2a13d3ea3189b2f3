package dev.orderprocessing.platform.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An order clerk takes an order from placement to invoice with nothing but Swagger UI and
 * what it has filled in. Screenshots go to target/screenshots.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@Tag("ci")
class SwaggerUiIT {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Api api;

	private final AtomicInteger screenshots = new AtomicInteger();

	@TempDir
	Path profile;

	private ChromeDriver browser;

	@Autowired
	SwaggerUiIT(Api api) {
		this.api = api;
	}

	@BeforeEach
	void openSwaggerUi() {
		assertThat(CHROMIUM).isExecutable();
		assertThat(CHROMEDRIVER).isExecutable();
		var options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-gpu",
				"--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--user-data-dir=" + this.profile);
		var service = new ChromeDriverService.Builder().usingDriverExecutable(CHROMEDRIVER.toFile()).build();
		this.browser = new ChromeDriver(service, options);
		this.browser.manage().window().setSize(new Dimension(1400, 1200));
		this.browser.get(this.api.url() + "/");
		await(By.cssSelector(".opblock-tag-section"));
	}

	@AfterEach
	void close() {
		if (this.browser != null) {
			this.browser.quit();
		}
	}

	@Test
	void takesAnOrderToInvoicedWithThePrefilledBodies() {
		screenshot("start");
		authorize("demo-ops");
		JsonNode placed = execute("placeOrder", null, 201);
		assertThat(placed.path("status").asString()).isEqualTo("VERIFIED");
		String number = placed.path("number").asString();
		for (String command : List.of("fulfillOrder", "shipOrder", "deliverOrder")) {
			execute(command, number, 200);
		}
		JsonNode order = execute("getOrder", number, 200);
		assertThat(order.path("status").asString()).isEqualTo("INVOICED");
		assertThat(new Caller(this.api.url(), "demo-ops").get("/orders/" + number).ok().at("/status"))
			.isEqualTo("INVOICED");
	}

	/** What a clerk's role opens, from the top of the page to the end of the orders. */
	@Test
	void pressesEveryOrderButtonWithoutTyping() {
		authorize("demo-ops");
		execute("placeOrder", null, 201);
		for (String operation : List.of("getVerification", "verifyOrder", "completeServices", "fulfillOrder",
				"shipOrder", "deliverOrder", "getShipments", "getShipment", "invoiceOrder", "getInvoices",
				"getPayments", "payOrder", "listInvoices", "getInvoice", "confirmOrder", "listNotifications",
				"getFeedback")) {
			execute(operation, null, 200);
		}
		execute("giveFeedback", null, 201);
		for (String operation : List.of("listOrders", "getOrder", "amendOrder", "holdOrder", "releaseOrder",
				"cancelOrder", "getHistory")) {
			execute(operation, null, 200);
		}
	}

	@Test
	void placesTwoOrdersWhenExecuteIsPressedTwice() {
		authorize("demo-ops");
		String first = execute("placeOrder", null, 201).path("number").asString();
		String second = execute("placeOrder", null, 201).path("number").asString();
		assertThat(first).startsWith("SO-");
		assertThat(second).startsWith("SO-").isNotEqualTo(first);
	}

	@Test
	void offersADefinitionForEachAudience() {
		List<String> names = new Select(await(By.cssSelector(".download-url-wrapper select"))).getOptions()
			.stream()
			.map(WebElement::getText)
			.toList();
		assertThat(names).containsExactly("All operations", "Storefront", "Operations", "Finance", "Partners",
				"Administration");
		Set<List<String>> seen = new HashSet<>();
		for (String name : names) {
			new Select(await(By.cssSelector(".download-url-wrapper select"))).selectByVisibleText(name);
			List<String> operations = settled();
			screenshot("definition " + name);
			assertThat(operations).as(name).isNotEmpty();
			assertThat(seen.add(operations)).as("%s differs from the others", name).isTrue();
		}
	}

	/**
	 * The staff's list shows every order, and no part of the page was kept from working.
	 */
	@Test
	void opensAListUnfilteredAndKeepsToItsPolicy() {
		authorize("demo-ops");
		JsonNode orders = execute("listOrders", null, 200);
		assertThat(orders.path("items").valueStream().map((order) -> order.path("number").asString()))
			.contains("SO-100014", "SO-100001");
		By block = By.cssSelector("[id$='-listOrders']");
		assertThat(within(block, "tr[data-param-name='sku'] input").getDomProperty("value")).isEmpty();
		assertThat(this.browser.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.map((entry) -> entry.getMessage())
			.filter((message) -> message.contains("Content Security Policy"))).isEmpty();
		this.browser.executeScript("const s = document.createElement('script'); s.text = 'window.injected = 1';"
				+ "document.body.appendChild(s)");
		assertThat(this.browser.executeScript("return window.injected === undefined")).isEqualTo(true);
	}

	private void authorize(String key) {
		press(By.cssSelector(".auth-wrapper .authorize"));
		await(By.cssSelector(".auth-container input")).sendKeys(key);
		screenshot("authorize");
		press(By.cssSelector(".auth-btn-wrapper .authorize"));
		press(By.cssSelector(".auth-btn-wrapper .btn-done"));
	}

	/**
	 * Opens an operation, changes nothing but the order's number, and presses Execute.
	 */
	private JsonNode execute(String operation, @Nullable String order, int status) {
		By block = By.cssSelector("[id$='-" + operation + "']");
		if (!String.valueOf(await(block).getDomAttribute("class")).contains("is-open")) {
			press(By.cssSelector("[id$='-" + operation + "'] .opblock-summary-control"));
		}
		if (order != null) {
			WebElement field = within(block, "tr[data-param-name='order'] input");
			field.sendKeys(Keys.chord(Keys.CONTROL, "a"), order);
		}
		screenshot(operation + " before");
		String before = answer(block);
		click(within(block, ".btn.execute"));
		waiting().until((driver) -> !answer(block).isEmpty() && !answer(block).equals(before));
		screenshot(operation + " after");
		String body = answer(block);
		assertThat(within(block, ".live-responses-table .response .response-col_status").getText())
			.as("%s answers %s", operation, body)
			.startsWith(String.valueOf(status));
		return JSON.readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
	}

	/** The body that the operation was last answered with, or nothing. */
	private String answer(By block) {
		return this.browser.findElement(block)
			.findElements(By.cssSelector(".live-responses-table .response .highlight-code code"))
			.stream()
			.map((code) -> String.valueOf(code.getDomProperty("textContent")))
			.findFirst()
			.orElse("");
	}

	/** The operations on the page when it no longer changes. */
	private List<String> settled() {
		List<String> operations = new ArrayList<>();
		waiting().until((driver) -> {
			List<String> now = driver.findElements(By.cssSelector(".opblock"))
				.stream()
				.map((block) -> String.valueOf(block.getDomAttribute("id")))
				.toList();
			boolean same = !now.isEmpty() && now.equals(operations);
			operations.clear();
			operations.addAll(now);
			return same;
		});
		return operations;
	}

	private WebElement within(By block, String selector) {
		return waiting().until((driver) -> driver.findElement(block).findElement(By.cssSelector(selector)));
	}

	private WebElement await(By what) {
		return waiting().until(ExpectedConditions.visibilityOfElementLocated(what));
	}

	private void press(By what) {
		click(waiting().until(ExpectedConditions.elementToBeClickable(what)));
	}

	private void click(WebElement element) {
		this.browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
		element.click();
	}

	private WebDriverWait waiting() {
		var waiting = new WebDriverWait(this.browser, PATIENCE);
		waiting.ignoring(StaleElementReferenceException.class);
		return waiting;
	}

	private void screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			String file = "%02d-%s.png".formatted(this.screenshots.incrementAndGet(), name.replace(' ', '-'));
			Files.write(SCREENSHOTS.resolve(file), this.browser.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
