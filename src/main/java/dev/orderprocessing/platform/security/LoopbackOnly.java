package dev.orderprocessing.platform.security;

import java.net.InetAddress;

import dev.orderprocessing.platform.database.ConditionalOnDemoKeys;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keys that everybody knows are for this machine only, on the service's port and on that
 * of the management, if it has one of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnDemoKeys
class LoopbackOnly {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> loopbackAddress() {
		return (factory) -> factory.setAddress(InetAddress.getLoopbackAddress());
	}

}
