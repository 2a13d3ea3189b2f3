package dev.orderprocessing.invoicing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SellerSettings.class)
class InvoicingConfiguration {

}
