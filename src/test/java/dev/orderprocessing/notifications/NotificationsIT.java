package dev.orderprocessing.notifications;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.journal.Journal;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.orders.events.OrderConfirmed;
import dev.orderprocessing.orders.events.OrderContacts;
import dev.orderprocessing.orders.events.OrderLookup;
import dev.orderprocessing.orders.events.UnitsShipped;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@TestPropertySource(properties = { "db-scheduler.enabled=false", "order-processing.mail.from=shop@example.org" })
@Import(NotificationsIT.Orders.class)
class NotificationsIT {

	private static final GreenMail MAIL = start();

	private static final Money TOTAL = Money.of("30.70", Currency.getInstance("EUR"));

	private final Journal journal;

	private final EventConsumers consumers;

	private final Postman postman;

	private final Outbox outbox;

	private final MailSettings settings;

	private final Notifications notifications;

	private final KnownOrders orders;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Api api;

	@Autowired
	NotificationsIT(Journal journal, EventConsumers consumers, Postman postman, Outbox outbox, MailSettings settings,
			Notifications notifications, KnownOrders orders, JdbcClient jdbc, TransactionTemplate transaction,
			Api api) {
		this.journal = journal;
		this.consumers = consumers;
		this.postman = postman;
		this.outbox = outbox;
		this.settings = settings;
		this.notifications = notifications;
		this.orders = orders;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.api = api;
	}

	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry registry) {
		registry.add("spring.mail.host", () -> "localhost");
		registry.add("order-processing.mail.feedback-url", () -> "https://shop.example.org/feedback?order={order}");
		registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
	}

	@AfterAll
	static void stop() {
		MAIL.stop();
	}

	@Test
	void theBuyerGetsOneMailWhenTheOrderIsConfirmed() throws Exception {
		UUID order = this.orders.add("SO-200001", "Ada Büyer", "ada.one@example.org");
		append(order, new OrderConfirmed("SO-200001", "WEB", TOTAL));
		this.consumers.runNow();
		assertThat(list("SO-200001")).singleElement()
			.satisfies((mail) -> assertThat(mail.status()).isEqualTo(NotificationStatus.RECORDED));
		this.postman.deliver();
		this.consumers.runNow();
		this.postman.deliver();
		List<MimeMessage> mails = mailsTo("ada.one@example.org");
		assertThat(mails).hasSize(1);
		MimeMessage mail = mails.getFirst();
		assertThat(mail.getSubject()).isEqualTo("Your order SO-200001 is complete");
		assertThat(mail.getFrom()[0].toString()).isEqualTo("shop@example.org");
		assertThat(mail.getContent().toString()).contains("Hello Ada Büyer,", "30.70 EUR",
				"https://shop.example.org/feedback?order=SO-200001");
		assertThat(list("SO-200001")).singleElement().satisfies((sent) -> {
			assertThat(sent.status()).isEqualTo(NotificationStatus.SENT);
			assertThat(sent.sentAt()).isNotNull();
			assertThat(mail.getMessageID()).isEqualTo("<" + sent.id() + "@example.org>");
		});
	}

	@Test
	void tellsOfGoodsUnderWay() throws Exception {
		UUID order = this.orders.add("SO-200002", "Ada Buyer", "ada.two@example.org");
		append(order, new UnitsShipped("SO-200002", "WEB", "SH-1", "MAIN", "DHL", "4711",
				"https://carrier.example.org/4711", 2, false));
		append(order, new UnitsShipped("SO-200002", "WEB", "SH-2", "MAIN", "VAN", null, null, 1, true));
		this.consumers.runNow();
		assertThat(list("SO-200002")).extracting(NotificationView::body)
			.satisfiesExactly(
					(rest) -> assertThat(rest).contains("all of your order SO-200002 is on its way now", "SH-2")
						.doesNotContain("tracking", "follow it"),
					(part) -> assertThat(part).contains("a part of your order SO-200002", "SH-1", "units: 2",
							"tracking number: 4711", "https://carrier.example.org/4711"));
	}

	@Test
	void asksForFeedbackInTheShopWhenThereIsNoPageForIt() {
		var letters = new Letters(new MailSettings("shop@example.org", ""));
		String body = letters.orderConfirmed(new OrderContacts.Contact("SO-1", "Ada Buyer", "ada@example.org", TOTAL))
			.body();
		assertThat(body).contains("Tell the shop where you ordered, and name order SO-1.").doesNotContain("Rate");
		assertThatIllegalArgumentException().isThrownBy(() -> new MailSettings("shop@example.org", "/feedback"))
			.withMessageContaining("order-processing.mail.feedback-url");
	}

	@Test
	void mailsThatWaitedTooLongForAMailServerAreNotSent() {
		UUID order = this.orders.add("SO-200009", "Ada Buyer", "ada.nine@example.org");
		append(order, new OrderConfirmed("SO-200009", "WEB", TOTAL));
		this.consumers.runNow();
		this.jdbc.sql("UPDATE notification SET created_at = created_at - interval '8 days' WHERE order_id = ?")
			.param(order)
			.update();
		this.postman.deliver();
		assertThat(list("SO-200009")).singleElement()
			.satisfies((mail) -> assertThat(mail.status()).isEqualTo(NotificationStatus.RECORDED));
	}

	@Test
	void aNameCannotForgeHeaders() throws Exception {
		UUID order = this.orders.add("SO-200003", "Eve\r\nBcc: all@example.org", "ada.three@example.org");
		append(order, new OrderConfirmed("SO-200003", "WEB", TOTAL));
		this.consumers.runNow();
		this.postman.deliver();
		MimeMessage mail = mailsTo("ada.three@example.org").getFirst();
		assertThat(mail.getHeader("Bcc")).isNull();
		assertThat(mail.getAllRecipients()).hasSize(1);
	}

	/** Nor what our mail says: stored before such a name was refused. */
	@Test
	void aNameAndATrackingNumberFillTheirPlacesAndWriteNoLines() throws Exception {
		UUID order = this.orders.add("SO-200013", "G\n\nYour card failed, pay at\u202e http://evil.example",
				"ada.thirteen@example.org");
		append(order, new UnitsShipped("SO-200013", "WEB", "SH-13", "MAIN", "DHL", "1\r\n\r\nPay now", null, 2, true));
		append(order, new OrderConfirmed("SO-200013", "WEB", TOTAL));
		this.consumers.runNow();
		this.postman.deliver();
		List<String> lines = mailsTo("ada.thirteen@example.org").stream()
			.flatMap((mail) -> GreenMailUtil.getBody(mail).lines())
			.toList();
		assertThat(lines).contains("Hello G Your card failed, pay at http://evil.example,")
			.noneMatch((line) -> line.startsWith("Your card") || line.startsWith("Pay now"));
	}

	@Test
	void anAddressThatIsNoneIsNotWrittenTo() {
		UUID order = this.orders.add("SO-200004", "Eve", "eve@example.org\r\nBcc: all@example.org");
		append(order, new OrderConfirmed("SO-200004", "WEB", TOTAL));
		UUID odd = this.orders.add("SO-200010", "Eve", "eve at home");
		append(odd, new OrderConfirmed("SO-200010", "PHONE", TOTAL));
		UUID none = this.orders.add("SO-200011", "Eve", null);
		append(none, new OrderConfirmed("SO-200011", "PHONE", TOTAL));
		this.consumers.runNow();
		this.postman.deliver();
		for (String number : List.of("SO-200004", "SO-200010", "SO-200011")) {
			assertThat(list(number)).singleElement().satisfies((mail) -> {
				assertThat(mail.status()).isEqualTo(NotificationStatus.NO_ADDRESS);
				assertThat(mail.recipient()).isEqualTo(number.equals("SO-200010") ? "eve at home" : null);
				assertThat(mail.attempts()).isZero();
			});
		}
		assertThat(this.consumers.parked(PageRequest.of("parked-events", null, null)).items())
			.noneSatisfy((parked) -> assertThat(parked.orderId()).isIn(order, odd, none));
		this.api.asOps().get("/orders/SO-200011/notifications").is(200).has("/items/0/status", "NO_ADDRESS");
	}

	@Test
	void writesToADomainOfOtherLetters() throws Exception {
		UUID order = this.orders.add("SO-200012", "Ada Buyer", "ada@m\u00fcller.example");
		append(order, new OrderConfirmed("SO-200012", "WEB", TOTAL));
		this.consumers.runNow();
		this.postman.deliver();
		assertThat(mailsTo("ada@xn--mller-kva.example")).hasSize(1);
	}

	@Test
	void severalPostmenSendAMailOnce() throws Exception {
		UUID order = this.orders.add("SO-200005", "Ada Buyer", "ada.five@example.org");
		for (int i = 0; i < 30; i++) {
			append(order, new UnitsShipped("SO-200005", "WEB", "SH-" + i, "MAIN", "HOUSE", null, null, 1, false));
		}
		this.consumers.runNow();
		try (var postmen = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 4; i++) {
				postmen.execute(this.postman::deliver);
			}
		}
		assertThat(mailsTo("ada.five@example.org")).hasSize(30);
	}

	@Test
	void triesAgainLaterAndGivesUpInTheEnd() {
		UUID order = this.orders.add("SO-200006", "Ada Buyer", "ada.six@example.org");
		append(order, new OrderConfirmed("SO-200006", "WEB", TOTAL));
		this.consumers.runNow();
		Postman unlucky = postmanOfAClosedPort();
		unlucky.deliver();
		unlucky.deliver();
		assertThat(list("SO-200006")).singleElement().satisfies((mail) -> {
			assertThat(mail.status()).isEqualTo(NotificationStatus.RECORDED);
			assertThat(mail.attempts()).isEqualTo(1);
			assertThat(mail.lastError()).isEqualTo("MailSendException");
		});
		for (int i = 0; i < 7; i++) {
			this.jdbc.sql("UPDATE notification SET next_attempt_at = created_at WHERE order_id = ?")
				.param(order)
				.update();
			unlucky.deliver();
		}
		assertThat(list("SO-200006")).singleElement()
			.satisfies((mail) -> assertThat(mail.status()).isEqualTo(NotificationStatus.FAILED));
	}

	@Test
	void withoutAMailServerTheMailIsRecorded() {
		UUID order = this.orders.add("SO-200008", "Ada Buyer", "ada.eight@example.org");
		append(order, new OrderConfirmed("SO-200008", "WEB", TOTAL));
		this.consumers.runNow();
		new Postman(new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class), this.outbox, this.settings)
			.deliver();
		assertThat(list("SO-200008")).singleElement().satisfies((mail) -> {
			assertThat(mail.status()).isEqualTo(NotificationStatus.RECORDED);
			assertThat(mail.attempts()).isZero();
		});
	}

	@Test
	void theMailsOfAnOrderAreReadOverHttp() {
		UUID order = this.orders.add("SO-200007", "Ada Buyer", "ada.seven@example.org");
		append(order, new OrderConfirmed("SO-200007", "WEB", TOTAL));
		this.consumers.runNow();
		this.api.asStorefront()
			.get("/orders/SO-200007/notifications")
			.is(200)
			.hasSize("/items", 1)
			.has("/items/0/kind", "ORDER_CONFIRMED")
			.has("/items/0/recipient", "ada.seven@example.org");
		this.api.asOps().get("/orders/SO-999999/notifications").is(404);
		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> list("SO-0"));
	}

	private Postman postmanOfAClosedPort() {
		var sender = new JavaMailSenderImpl();
		sender.setHost("localhost");
		sender.setPort(1);
		var beans = new StaticListableBeanFactory(Map.of("sender", sender));
		return new Postman(beans.getBeanProvider(JavaMailSender.class), this.outbox, this.settings);
	}

	private List<NotificationView> list(String order) {
		return this.notifications.list(order, PageRequest.of("notifications", null, null)).items();
	}

	private void append(UUID order, Record fact) {
		this.transaction.executeWithoutResult((status) -> this.journal.append(order, List.of(fact)));
	}

	private static List<MimeMessage> mailsTo(String recipient) {
		return Arrays.stream(MAIL.getReceivedMessages())
			.filter((mail) -> GreenMailUtil.getHeaders(mail).contains("To: " + recipient))
			.toList();
	}

	private static GreenMail start() {
		var mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
		mail.start();
		return mail;
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Orders {

		@Bean
		@Primary
		KnownOrders knownOrders() {
			return new KnownOrders();
		}

	}

	/** Orders as far as mails need them. */
	static class KnownOrders implements OrderContacts, OrderLookup {

		private final Map<UUID, Contact> contacts = new ConcurrentHashMap<>();

		UUID add(String number, String name, @Nullable String email) {
			UUID id = Ids.next();
			this.contacts.put(id, new Contact(number, name, email, TOTAL));
			return id;
		}

		@Override
		public Optional<Contact> find(UUID orderId) {
			return Optional.ofNullable(this.contacts.get(orderId));
		}

		@Override
		public UUID idOf(String orderOrNumber) {
			return this.contacts.entrySet()
				.stream()
				.filter((order) -> order.getValue().orderNumber().equals(orderOrNumber))
				.map(Map.Entry::getKey)
				.findAny()
				.orElseThrow(() -> BusinessException.notFound("order", orderOrNumber, "/api/v1/orders"));
		}

	}

}
