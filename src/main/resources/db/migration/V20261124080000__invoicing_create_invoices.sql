CREATE TABLE invoice_counter (
	series text    NOT NULL,
	year   integer NOT NULL,
	last   integer NOT NULL,
	CONSTRAINT invoice_counter_pk PRIMARY KEY (series, year),
	CONSTRAINT invoice_counter_positive CHECK (last > 0)
);

-- Credit notes share the table: they have a series of their own and name the invoice they correct.
CREATE TABLE invoice (
	id                   uuid           NOT NULL CONSTRAINT invoice_pk PRIMARY KEY,
	kind                 text           NOT NULL,
	series               text           NOT NULL,
	year                 integer        NOT NULL,
	sequence             integer        NOT NULL,
	number               text           NOT NULL CONSTRAINT invoice_number_unique UNIQUE,
	corrects             uuid           CONSTRAINT invoice_corrects_fk REFERENCES invoice (id),
	order_id             uuid           NOT NULL,
	order_number         text           NOT NULL,
	customer_id          uuid,
	bill_to_name         text           NOT NULL,
	bill_to_company      text,
	bill_to_line1        text           NOT NULL,
	bill_to_line2        text,
	bill_to_city         text           NOT NULL,
	bill_to_region       text,
	bill_to_postal_code  text,
	bill_to_country      text           NOT NULL,
	payment_method       text           NOT NULL,
	currency             text           NOT NULL,
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
	CONSTRAINT invoice_kind_known CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
	CONSTRAINT invoice_credit_note_corrects_an_invoice CHECK ((kind = 'CREDIT_NOTE') = (corrects IS NOT NULL)),
	CONSTRAINT invoice_sequence_positive CHECK (sequence > 0),
	CONSTRAINT invoice_sequence_once UNIQUE (series, year, sequence),
	CONSTRAINT invoice_number_form CHECK (number = series || '-' || year || '-'
		|| lpad(sequence::text, greatest(6, length(sequence::text)), '0')),
	CONSTRAINT invoice_year_of_issue CHECK (year = extract(YEAR FROM issued_at AT TIME ZONE 'UTC')),
	CONSTRAINT invoice_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT invoice_country_form CHECK (bill_to_country ~ '^[A-Z]{2}$'),
	CONSTRAINT invoice_shipping_complete CHECK (num_nulls(shipping_description, shipping_tax_rate, shipping_net,
		shipping_tax, shipping_gross) IN (0, 5)),
	CONSTRAINT invoice_shipping_adds_up CHECK (shipping_net + shipping_tax = shipping_gross),
	CONSTRAINT invoice_adds_up CHECK (net + tax = gross),
	CONSTRAINT invoice_not_negative CHECK (gross >= 0 AND discount >= 0),
	CONSTRAINT invoice_due_after_issue CHECK (due_date >= (issued_at AT TIME ZONE 'UTC')::date)
);

CREATE INDEX invoice_order_idx ON invoice (order_id);
CREATE INDEX invoice_customer_idx ON invoice (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX invoice_issued_idx ON invoice (issued_at);

CREATE TABLE invoice_line (
	invoice_id  uuid           NOT NULL CONSTRAINT invoice_line_invoice_fk REFERENCES invoice (id),
	line_number integer        NOT NULL,
	sku         text           NOT NULL,
	description text           NOT NULL,
	quantity    integer        NOT NULL,
	unit_price  numeric(16, 4) NOT NULL,
	discount    numeric(16, 4) NOT NULL,
	tax_rate    numeric(6, 3)  NOT NULL,
	net         numeric(16, 4) NOT NULL,
	tax         numeric(16, 4) NOT NULL,
	gross       numeric(16, 4) NOT NULL,
	CONSTRAINT invoice_line_pk PRIMARY KEY (invoice_id, line_number),
	CONSTRAINT invoice_line_quantity_positive CHECK (quantity > 0),
	CONSTRAINT invoice_line_discount_not_negative CHECK (discount >= 0),
	CONSTRAINT invoice_line_tax_rate_not_negative CHECK (tax_rate >= 0),
	CONSTRAINT invoice_line_adds_up CHECK (net + tax = gross)
);

CREATE TABLE invoice_tax (
	invoice_id uuid           NOT NULL CONSTRAINT invoice_tax_invoice_fk REFERENCES invoice (id),
	rate       numeric(6, 3)  NOT NULL,
	base       numeric(16, 4) NOT NULL,
	tax        numeric(16, 4) NOT NULL,
	CONSTRAINT invoice_tax_pk PRIMARY KEY (invoice_id, rate),
	CONSTRAINT invoice_tax_rate_not_negative CHECK (rate >= 0)
);

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
