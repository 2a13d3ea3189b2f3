package dev.orderprocessing.platform.web;

import java.time.Instant;

import org.apache.catalina.core.StandardHost;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the pieces of this package where Spring MVC and Tomcat use them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodySettings.class)
class WebConfiguration implements WebMvcConfigurer {

	private final QueryParameters queryParameters;

	private final AnswerTypes answerTypes;

	WebConfiguration(QueryParameters queryParameters, AnswerTypes answerTypes) {
		this.queryParameters = queryParameters;
		this.answerTypes = answerTypes;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.queryParameters).order(10);
		registry.addInterceptor(this.answerTypes).order(11);
	}

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, Instant.class, Times::instant);
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "/swagger-ui.html");
	}

	/** What Tomcat refuses before it knows an application gets a problem document too. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemValve.class.getName());
			}
		});
	}

}
