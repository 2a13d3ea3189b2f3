package dev.orderprocessing.invoicing;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who sells, as it stands on the invoices that are issued from now on.
 *
 * @param address lines below the name
 * @param taxId such as a VAT identification number
 * @param bank account to pay to, in the words to print
 * @param contact such as an e-mail address or a phone number
 */
@ConfigurationProperties("order-processing.seller")
record SellerSettings(@DefaultValue("Demo Seller") String name, @DefaultValue List<String> address,
		@Nullable String taxId, @Nullable String bank, @Nullable String contact) {

	Seller seller() {
		return new Seller(this.name, this.address, this.taxId, this.bank, this.contact);
	}

}
