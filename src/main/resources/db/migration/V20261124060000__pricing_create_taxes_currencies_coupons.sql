CREATE TABLE tax_rate (
	country  text COLLATE "C" NOT NULL,
	category text COLLATE "C" NOT NULL,
	rate     numeric(5, 2)    NOT NULL,
	CONSTRAINT tax_rate_pk PRIMARY KEY (country, category),
	CONSTRAINT tax_rate_country_form CHECK (country ~ '^[A-Z]{2}$'),
	CONSTRAINT tax_rate_category_known CHECK (category IN ('STANDARD', 'REDUCED', 'ZERO')),
	CONSTRAINT tax_rate_in_range CHECK (rate BETWEEN 0 AND 100),
	CONSTRAINT tax_rate_zero_is_zero CHECK (category <> 'ZERO' OR rate = 0)
);

CREATE TABLE currency_setting (
	currency           text COLLATE "C" NOT NULL CONSTRAINT currency_setting_pk PRIMARY KEY,
	prices_include_tax boolean          NOT NULL,
	tax_rounding       text             NOT NULL,
	rounding           text             NOT NULL,
	CONSTRAINT currency_setting_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT currency_setting_tax_rounding_known CHECK (tax_rounding IN ('LINE', 'RATE')),
	CONSTRAINT currency_setting_rounding_known CHECK (rounding IN ('HALF_EVEN', 'HALF_UP'))
);

-- The version counts edits by staff only; uses have a counter of their own that placements raise.
CREATE TABLE coupon (
	code          text COLLATE "C" NOT NULL CONSTRAINT coupon_pk PRIMARY KEY,
	description   text,
	kind          text             NOT NULL,
	percent       numeric(5, 2),
	amount        numeric(16, 4),
	minimum_items numeric(16, 4),
	currency      text,
	valid_from    timestamptz,
	valid_until   timestamptz,
	max_uses      integer,
	used          integer          NOT NULL DEFAULT 0,
	active        boolean          NOT NULL,
	version       bigint           NOT NULL,
	CONSTRAINT coupon_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
	CONSTRAINT coupon_description_length CHECK (length(description) BETWEEN 1 AND 200),
	CONSTRAINT coupon_kind_known CHECK (kind IN ('PERCENT', 'FIXED')),
	CONSTRAINT coupon_kind_fits_value CHECK ((kind = 'PERCENT') = (percent IS NOT NULL)
		AND (kind = 'FIXED') = (amount IS NOT NULL)),
	CONSTRAINT coupon_percent_in_range CHECK (percent > 0 AND percent <= 100),
	CONSTRAINT coupon_amount_positive CHECK (amount > 0),
	CONSTRAINT coupon_minimum_items_positive CHECK (minimum_items > 0),
	CONSTRAINT coupon_money_has_currency CHECK ((amount IS NULL AND minimum_items IS NULL) = (currency IS NULL)),
	CONSTRAINT coupon_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT coupon_validity_in_order CHECK (valid_from < valid_until),
	CONSTRAINT coupon_max_uses_positive CHECK (max_uses > 0),
	CONSTRAINT coupon_used_not_negative CHECK (used >= 0),
	CONSTRAINT coupon_used_within_limit CHECK (used <= max_uses)
);
