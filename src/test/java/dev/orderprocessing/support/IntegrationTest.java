package dev.orderprocessing.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a free port and a real PostgreSQL with the demo data, the demo
 * keys accepted. Tests share one database and must not depend on what others left there.
 * Each fails when the service reads what it has written and not sent.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
@Import({ Api.class, StatementCounter.class, StatementCounter.Wiring.class, UnsentWrites.class,
		UnsentWrites.Wiring.class })
@ExtendWith(UnsentWrites.Verdict.class)
public @interface IntegrationTest {

}
