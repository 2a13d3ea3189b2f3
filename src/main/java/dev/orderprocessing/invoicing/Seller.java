package dev.orderprocessing.invoicing;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who sells, as it stands on an invoice. */
public record Seller(String name, @Schema(description = "Lines below the name") List<String> address,
		@Schema(description = "Such as a VAT identification number") @Nullable String taxId,
		@Schema(description = "Account to pay to, as printed") @Nullable String bank,
		@Schema(description = "Such as an e-mail address or a phone number") @Nullable String contact) {
}
