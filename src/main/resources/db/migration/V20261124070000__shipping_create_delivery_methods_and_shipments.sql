CREATE DOMAIN carrier_code AS text CONSTRAINT carrier_code_form
    CHECK (VALUE ~ '^[A-Z0-9][A-Z0-9_-]*$' AND length(VALUE) <= 20);
CREATE DOMAIN delivery_method_kind AS text CONSTRAINT delivery_method_kind_known CHECK (VALUE IN ('FLAT', 'WEIGHT'));

CREATE TABLE delivery_method (
    code      text                 NOT NULL,
    name      text                 NOT NULL,
    kind      delivery_method_kind NOT NULL,
    countries text[]               NOT NULL,
    active    boolean              NOT NULL,
    carrier   carrier_code,
    version   bigint               NOT NULL DEFAULT 0,
    CONSTRAINT delivery_method_pk PRIMARY KEY (code),
    CONSTRAINT delivery_method_kind_unique UNIQUE (code, kind),
    CONSTRAINT delivery_method_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,29}$'),
    CONSTRAINT delivery_method_serves_a_country CHECK (cardinality(countries) > 0)
);

COMMENT ON TABLE delivery_method IS 'How goods can be sent, and where to.';

CREATE TABLE delivery_rate (
    method      text                 NOT NULL,
    kind        delivery_method_kind NOT NULL,
    currency    currency_code        NOT NULL,
    up_to_grams integer,
    fee         numeric(16, 4)       NOT NULL,
    CONSTRAINT delivery_rate_method_fk FOREIGN KEY (method, kind) REFERENCES delivery_method (code, kind)
        ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT delivery_rate_once UNIQUE NULLS NOT DISTINCT (method, currency, up_to_grams),
    CONSTRAINT delivery_rate_weight_only_by_weight CHECK ((kind = 'WEIGHT') = (up_to_grams IS NOT NULL)),
    CONSTRAINT delivery_rate_weight_positive CHECK (up_to_grams > 0),
    CONSTRAINT delivery_rate_fee_not_negative CHECK (fee >= 0.0)
);

COMMENT ON TABLE delivery_rate IS
    'What a delivery costs. The method''s kind is repeated so that the shape of a rate can be checked here.';

CREATE TRIGGER delivery_method_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON delivery_method
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
CREATE TRIGGER delivery_rate_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON delivery_rate
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- One round trip for twenty numbers: instances draw them in blocks.
CREATE SEQUENCE shipment_number_seq START WITH 100001 INCREMENT BY 20;

CREATE DOMAIN shipment_number AS text CONSTRAINT shipment_number_form CHECK (VALUE ~ '^SH-[0-9]{6,}$');

CREATE TABLE shipment (
    id              uuid            NOT NULL,
    number          shipment_number NOT NULL,
    order_id        uuid            NOT NULL,
    order_number    text            NOT NULL,
    delivery_method text            NOT NULL,
    warehouse       text            NOT NULL,
    carrier         carrier_code    NOT NULL,
    tracking_number text,
    tracking_url    text,
    weight_grams    integer         NOT NULL,
    dispatched_at   timestamptz     NOT NULL,
    delivered_at    timestamptz,
    proof           text,
    version         bigint          NOT NULL,
    CONSTRAINT shipment_pk PRIMARY KEY (id),
    CONSTRAINT shipment_number_unique UNIQUE (number),
    CONSTRAINT shipment_weight_not_negative CHECK (weight_grams >= 0),
    CONSTRAINT shipment_delivered_after_dispatch CHECK (delivered_at >= dispatched_at),
    CONSTRAINT shipment_proof_only_when_delivered CHECK (proof IS NULL OR delivered_at IS NOT NULL)
);

COMMENT ON TABLE shipment IS 'What left a warehouse for one order at one time.';

CREATE INDEX shipment_order_idx ON shipment (order_id, id);

CREATE TABLE shipment_line (
    shipment_id uuid     NOT NULL,
    line_number integer  NOT NULL,
    sku         text     NOT NULL,
    quantity    quantity NOT NULL,
    CONSTRAINT shipment_line_pk PRIMARY KEY (shipment_id, line_number),
    CONSTRAINT shipment_line_shipment_fk FOREIGN KEY (shipment_id) REFERENCES shipment (id)
);

COMMENT ON TABLE shipment_line IS 'The units of each line of the order that are in the shipment.';
