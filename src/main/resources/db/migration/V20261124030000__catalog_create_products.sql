-- Keyed by the SKU in byte order, so that lists by SKU are read straight from the primary key.
CREATE TABLE product (
	sku           text COLLATE "C" NOT NULL CONSTRAINT product_pk PRIMARY KEY,
	name          text             NOT NULL,
	description   text,
	status        text             NOT NULL,
	tax_category  text             NOT NULL,
	weight_grams  integer          NOT NULL,
	backorderable boolean          NOT NULL,
	max_per_order integer          NOT NULL,
	version       bigint           NOT NULL,
	CONSTRAINT product_sku_form CHECK (sku ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
	CONSTRAINT product_name_length CHECK (length(name) BETWEEN 1 AND 200),
	CONSTRAINT product_description_length CHECK (length(description) BETWEEN 1 AND 2000),
	CONSTRAINT product_status_known CHECK (status IN ('ACTIVE', 'DISCONTINUED')),
	CONSTRAINT product_tax_category_known CHECK (tax_category IN ('STANDARD', 'REDUCED', 'ZERO')),
	CONSTRAINT product_weight_in_range CHECK (weight_grams BETWEEN 0 AND 1000000),
	CONSTRAINT product_max_per_order_in_range CHECK (max_per_order BETWEEN 1 AND 1000000)
);

CREATE TABLE product_price (
	sku      text COLLATE "C" NOT NULL CONSTRAINT product_price_product_fk REFERENCES product (sku),
	currency text             NOT NULL,
	amount   numeric(16, 4)   NOT NULL,
	CONSTRAINT product_price_pk PRIMARY KEY (sku, currency),
	CONSTRAINT product_price_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT product_price_not_negative CHECK (amount >= 0)
);

CREATE TABLE product_service (
	sku        text COLLATE "C" NOT NULL CONSTRAINT product_service_product_fk REFERENCES product (sku),
	code       text COLLATE "C" NOT NULL,
	name       text             NOT NULL,
	needs_text boolean          NOT NULL,
	CONSTRAINT product_service_pk PRIMARY KEY (sku, code),
	CONSTRAINT product_service_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
	CONSTRAINT product_service_name_length CHECK (length(name) BETWEEN 1 AND 100)
);

-- Checked at the end of the transaction: a replaced service is deleted and inserted again beneath its prices.
CREATE TABLE product_service_price (
	sku          text COLLATE "C" NOT NULL,
	service_code text COLLATE "C" NOT NULL,
	currency     text             NOT NULL,
	amount       numeric(16, 4)   NOT NULL,
	CONSTRAINT product_service_price_pk PRIMARY KEY (sku, service_code, currency),
	CONSTRAINT product_service_price_service_fk FOREIGN KEY (sku, service_code) REFERENCES product_service (sku, code)
		DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT product_service_price_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT product_service_price_not_negative CHECK (amount >= 0)
);
