package dev.orderprocessing.platform.limits;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the limits where the web server and the requests meet them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ AdmissionSettings.class, ConnectionSettings.class })
class LimitsConfiguration {

	@Bean
	Admission admission(AdmissionSettings settings,
			@Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
		settings.checkAgainst(connections);
		return new Admission(settings);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> impatientConnections(ConnectionSettings settings) {
		return (factory) -> {
			factory.setProtocol(ImpatientProtocol.class.getName());
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof ImpatientProtocol protocol) {
					protocol.limit(settings.slowestHead(), settings.slowestAnswer(), settings.share());
				}
			});
		};
	}

}
