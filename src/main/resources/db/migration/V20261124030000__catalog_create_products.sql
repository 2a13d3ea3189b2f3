CREATE DOMAIN tax_category AS text CONSTRAINT tax_category_known CHECK (VALUE IN ('STANDARD', 'REDUCED', 'ZERO'));
CREATE DOMAIN product_status AS text CONSTRAINT product_status_known CHECK (VALUE IN ('ACTIVE', 'DISCONTINUED'));

CREATE TABLE product (
    sku           text COLLATE "C" NOT NULL,
    name          text             NOT NULL,
    description   text,
    status        product_status   NOT NULL,
    tax_category  tax_category     NOT NULL,
    weight_grams  integer          NOT NULL,
    backorderable boolean          NOT NULL,
    max_per_order integer          NOT NULL,
    version       bigint           NOT NULL,
    CONSTRAINT product_pk PRIMARY KEY (sku),
    CONSTRAINT product_sku_form CHECK (sku ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    CONSTRAINT product_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT product_description_length CHECK (length(description) BETWEEN 1 AND 2000),
    CONSTRAINT product_weight_in_range CHECK (weight_grams BETWEEN 0 AND 1000000),
    CONSTRAINT product_max_per_order_in_range CHECK (max_per_order BETWEEN 1 AND 1000000)
);

COMMENT ON TABLE product IS
    'Keyed by the SKU in byte order, so that lists by SKU are read straight from the primary key.';

CREATE TABLE product_price (
    sku      text COLLATE "C" NOT NULL,
    currency currency_code    NOT NULL,
    amount   numeric(16, 4)   NOT NULL,
    CONSTRAINT product_price_pk PRIMARY KEY (sku, currency),
    CONSTRAINT product_price_product_fk FOREIGN KEY (sku) REFERENCES product (sku),
    CONSTRAINT product_price_not_negative CHECK (amount >= 0.0)
);

COMMENT ON TABLE product_price IS 'The price of a unit in each currency in which it is sold.';

CREATE TABLE product_service (
    sku        text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    name       text             NOT NULL,
    needs_text boolean          NOT NULL,
    CONSTRAINT product_service_pk PRIMARY KEY (sku, code),
    CONSTRAINT product_service_product_fk FOREIGN KEY (sku) REFERENCES product (sku),
    CONSTRAINT product_service_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
    CONSTRAINT product_service_name_length CHECK (length(name) BETWEEN 1 AND 100)
);

COMMENT ON TABLE product_service IS 'Work on a unit that can be ordered along with it, such as an engraving.';

-- Checked at the end of the transaction: a replaced service is deleted and inserted again beneath its prices.
CREATE TABLE product_service_price (
    sku          text COLLATE "C" NOT NULL,
    service_code text COLLATE "C" NOT NULL,
    currency     currency_code    NOT NULL,
    amount       numeric(16, 4)   NOT NULL,
    CONSTRAINT product_service_price_pk PRIMARY KEY (sku, service_code, currency),
    CONSTRAINT product_service_price_service_fk FOREIGN KEY (sku, service_code) REFERENCES product_service (sku, code)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT product_service_price_not_negative CHECK (amount >= 0.0)
);

COMMENT ON TABLE product_service_price IS 'The price of a service in each currency.';

CREATE TRIGGER product_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
CREATE TRIGGER product_price_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product_price
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
CREATE TRIGGER product_service_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product_service
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
CREATE TRIGGER product_service_price_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product_service_price
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
