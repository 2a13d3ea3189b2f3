CREATE TABLE tax_rate (
    country  country_code COLLATE "C" NOT NULL,
    category tax_category COLLATE "C" NOT NULL,
    rate     numeric(5, 2)            NOT NULL,
    CONSTRAINT tax_rate_pk PRIMARY KEY (country, category),
    CONSTRAINT tax_rate_in_range CHECK (rate BETWEEN 0.0 AND 100.0),
    CONSTRAINT tax_rate_zero_is_zero CHECK (category <> 'ZERO' OR rate = 0.0)
);

COMMENT ON TABLE tax_rate IS 'Per cent, by the country of delivery.';

CREATE DOMAIN tax_rounding AS text CONSTRAINT tax_rounding_known CHECK (VALUE IN ('LINE', 'RATE'));
CREATE DOMAIN rounding AS text CONSTRAINT rounding_known CHECK (VALUE IN ('HALF_EVEN', 'HALF_UP'));

CREATE TABLE currency_setting (
    currency           currency_code COLLATE "C" NOT NULL,
    prices_include_tax boolean                   NOT NULL,
    tax_rounding       tax_rounding              NOT NULL,
    rounding           rounding                  NOT NULL,
    CONSTRAINT currency_setting_pk PRIMARY KEY (currency)
);

COMMENT ON TABLE currency_setting IS 'The currencies in which orders are taken, and how is rounded in them.';

CREATE DOMAIN coupon_kind AS text CONSTRAINT coupon_kind_known CHECK (VALUE IN ('PERCENT', 'FIXED'));

-- Placements raise the uses, so the rules are short here too.
CREATE TABLE coupon (
    code          text COLLATE "C" NOT NULL,
    description   text,
    kind          coupon_kind      NOT NULL,
    percent       numeric(5, 2),
    amount        numeric(16, 4),
    minimum_items numeric(16, 4),
    currency      currency_code,
    valid_from    timestamptz,
    valid_until   timestamptz,
    max_uses      integer,
    used          integer          NOT NULL DEFAULT 0,
    active        boolean          NOT NULL,
    version       bigint           NOT NULL,
    CONSTRAINT coupon_pk PRIMARY KEY (code),
    CONSTRAINT coupon_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
    CONSTRAINT coupon_description_length CHECK (length(description) BETWEEN 1 AND 200),
    CONSTRAINT coupon_kind_fits_value CHECK ((kind = 'PERCENT') = (percent IS NOT NULL)
        AND (percent IS NULL) = (amount IS NOT NULL)),
    CONSTRAINT coupon_percent_in_range CHECK (percent > 0.0 AND percent <= 100.0),
    CONSTRAINT coupon_amounts_positive CHECK (least(amount, minimum_items) > 0.0),
    CONSTRAINT coupon_money_has_currency CHECK ((amount IS NULL AND minimum_items IS NULL) = (currency IS NULL)),
    CONSTRAINT coupon_validity_in_order CHECK (valid_from < valid_until),
    CONSTRAINT coupon_max_uses_positive CHECK (max_uses > 0),
    CONSTRAINT coupon_used_not_negative CHECK (used >= 0),
    CONSTRAINT coupon_used_within_limit CHECK (used <= max_uses)
);

COMMENT ON TABLE coupon IS
    'The version counts edits by staff only; uses have a counter of their own that placements raise.';

CREATE TRIGGER tax_rate_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tax_rate
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
CREATE TRIGGER currency_setting_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON currency_setting
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
