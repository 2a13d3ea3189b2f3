CREATE TABLE invoice_counter (
    series text    NOT NULL,
    year   integer NOT NULL,
    last   integer NOT NULL,
    CONSTRAINT invoice_counter_pk PRIMARY KEY (series, year),
    CONSTRAINT invoice_counter_positive CHECK (last > 0)
);

COMMENT ON TABLE invoice_counter IS 'The last number of each series and year, locked at issue only: there are no gaps.';

CREATE DOMAIN invoice_kind AS text CONSTRAINT invoice_kind_known CHECK (VALUE IN ('INVOICE', 'CREDIT_NOTE'));

-- An issued invoice never changes, so it keeps the seller as it was at issue.
CREATE TABLE invoice (
    id                   uuid           NOT NULL,
    kind                 invoice_kind   NOT NULL,
    series               text           NOT NULL,
    year                 integer        NOT NULL,
    sequence             integer        NOT NULL,
    number               text           NOT NULL,
    corrects             uuid,
    order_id             uuid           NOT NULL,
    order_number         text           NOT NULL,
    channel              text           NOT NULL,
    customer_id          uuid,
    seller               jsonb          NOT NULL,
    bill_to_name         text           NOT NULL,
    bill_to_company      text,
    bill_to_line1        text           NOT NULL,
    bill_to_line2        text,
    bill_to_city         text           NOT NULL,
    bill_to_region       text,
    bill_to_postal_code  text,
    bill_to_country      country_code   NOT NULL,
    payment_method       text           NOT NULL,
    currency             currency_code  NOT NULL,
    prices_include_tax   boolean        NOT NULL,
    shipping_description text,
    shipping_tax_rate    numeric(6, 3),
    shipping_net         numeric(16, 4),
    shipping_tax         numeric(16, 4),
    shipping_gross       numeric(16, 4),
    discount             numeric(16, 4) NOT NULL,
    net                  numeric(16, 4) NOT NULL,
    tax                  numeric(16, 4) NOT NULL,
    gross                numeric(16, 4) NOT NULL,
    issued_at            timestamptz    NOT NULL,
    due_date             date           NOT NULL,
    CONSTRAINT invoice_pk PRIMARY KEY (id),
    CONSTRAINT invoice_number_unique UNIQUE (number),
    CONSTRAINT invoice_sequence_once UNIQUE (series, year, sequence),
    CONSTRAINT invoice_corrects_fk FOREIGN KEY (corrects) REFERENCES invoice (id),
    CONSTRAINT invoice_credit_note_corrects_an_invoice CHECK ((kind = 'CREDIT_NOTE') = (corrects IS NOT NULL)),
    CONSTRAINT invoice_sequence_positive CHECK (sequence > 0),
    CONSTRAINT invoice_number_form CHECK
        (number = format('%s-%s-%s%s', series, year, repeat('0', 6 - length(sequence::text)), sequence)),
    CONSTRAINT invoice_year_of_issue CHECK (year = extract(YEAR FROM issued_at AT TIME ZONE 'UTC')),
    -- an id tells when its invoice was issued: a period is a range of ids
    CONSTRAINT invoice_issued_with_id CHECK (abs(extract(EPOCH FROM issued_at - uuid_extract_timestamp(id))) < 60.0),
    CONSTRAINT invoice_names_its_seller CHECK (seller ->> 'name' <> ''),
    CONSTRAINT invoice_shipping_complete CHECK
        (num_nulls(shipping_description, shipping_tax_rate, shipping_net, shipping_tax, shipping_gross) % 5 = 0),
    CONSTRAINT invoice_shipping_adds_up CHECK (shipping_net + shipping_tax = shipping_gross),
    CONSTRAINT invoice_adds_up CHECK (net + tax = gross),
    CONSTRAINT invoice_not_negative CHECK (least(gross, discount) >= 0.0),
    CONSTRAINT invoice_due_after_issue CHECK (due_date >= (issued_at AT TIME ZONE 'UTC')::date)
);

COMMENT ON TABLE invoice IS
    'Credit notes share the table: they have a series of their own and name the invoice they correct.';

CREATE INDEX invoice_order_idx ON invoice (order_id);
CREATE INDEX invoice_customer_idx ON invoice (customer_id, id) WHERE customer_id IS NOT NULL;
-- Who is bound to a channel finds its invoices here, however few they are.
CREATE INDEX invoice_by_channel ON invoice (channel, id);

CREATE TABLE invoice_line (
    invoice_id  uuid           NOT NULL,
    line_number integer        NOT NULL,
    sku         text           NOT NULL,
    description text           NOT NULL,
    quantity    quantity       NOT NULL,
    unit_price  numeric(16, 4) NOT NULL,
    discount    numeric(16, 4) NOT NULL,
    tax_rate    numeric(6, 3)  NOT NULL,
    net         numeric(16, 4) NOT NULL,
    tax         numeric(16, 4) NOT NULL,
    gross       numeric(16, 4) NOT NULL,
    CONSTRAINT invoice_line_pk PRIMARY KEY (invoice_id, line_number),
    CONSTRAINT invoice_line_invoice_fk FOREIGN KEY (invoice_id) REFERENCES invoice (id),
    CONSTRAINT invoice_line_not_negative CHECK (least(discount, tax_rate) >= 0.0),
    CONSTRAINT invoice_line_adds_up CHECK (net + tax = gross)
);

COMMENT ON TABLE invoice_line IS 'Units of one line of the order, at their share of its frozen amounts.';

CREATE TABLE invoice_tax (
    invoice_id uuid           NOT NULL,
    rate       numeric(6, 3)  NOT NULL,
    base       numeric(16, 4) NOT NULL,
    tax        numeric(16, 4) NOT NULL,
    CONSTRAINT invoice_tax_pk PRIMARY KEY (invoice_id, rate),
    CONSTRAINT invoice_tax_invoice_fk FOREIGN KEY (invoice_id) REFERENCES invoice (id),
    CONSTRAINT invoice_tax_rate_not_negative CHECK (rate >= 0.0)
);

COMMENT ON TABLE invoice_tax IS 'The tax of an invoice by rate.';

-- What was issued never changes; a credit note corrects it.
CREATE FUNCTION refuse_change_of_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'invoice_never_changes', TABLE = TG_TABLE_NAME;
END
$$;

CREATE TRIGGER invoice_never_changes BEFORE UPDATE OR DELETE ON invoice
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invoice();
CREATE TRIGGER invoice_line_never_changes BEFORE UPDATE OR DELETE ON invoice_line
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invoice();
CREATE TRIGGER invoice_tax_never_changes BEFORE UPDATE OR DELETE ON invoice_tax
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invoice();
