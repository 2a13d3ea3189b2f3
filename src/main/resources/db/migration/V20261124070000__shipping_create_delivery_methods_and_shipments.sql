CREATE TABLE delivery_method (
	code      text    NOT NULL CONSTRAINT delivery_method_pk PRIMARY KEY,
	name      text    NOT NULL,
	kind      text    NOT NULL,
	countries text[]  NOT NULL,
	active    boolean NOT NULL,
	carrier   text,
	version   bigint  NOT NULL DEFAULT 0,
	CONSTRAINT delivery_method_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,29}$'),
	CONSTRAINT delivery_method_kind_known CHECK (kind IN ('FLAT', 'WEIGHT')),
	CONSTRAINT delivery_method_serves_a_country CHECK (cardinality(countries) > 0),
	CONSTRAINT delivery_method_carrier_form CHECK (carrier ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'),
	CONSTRAINT delivery_method_kind_unique UNIQUE (code, kind)
);

-- The kind is repeated so that the shape of a rate can be checked here.
CREATE TABLE delivery_rate (
	method      text           NOT NULL,
	kind        text           NOT NULL,
	currency    text           NOT NULL,
	up_to_grams integer,
	fee         numeric(16, 4) NOT NULL,
	CONSTRAINT delivery_rate_method_fk FOREIGN KEY (method, kind) REFERENCES delivery_method (code, kind)
		ON UPDATE CASCADE ON DELETE CASCADE,
	CONSTRAINT delivery_rate_once UNIQUE NULLS NOT DISTINCT (method, currency, up_to_grams),
	CONSTRAINT delivery_rate_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT delivery_rate_weight_only_by_weight CHECK ((kind = 'WEIGHT') = (up_to_grams IS NOT NULL)),
	CONSTRAINT delivery_rate_weight_positive CHECK (up_to_grams > 0),
	CONSTRAINT delivery_rate_fee_not_negative CHECK (fee >= 0)
);

CREATE SEQUENCE shipment_number_seq START WITH 100001;

CREATE TABLE shipment (
	id              uuid        NOT NULL CONSTRAINT shipment_pk PRIMARY KEY,
	number          text        NOT NULL CONSTRAINT shipment_number_unique UNIQUE,
	order_id        uuid        NOT NULL,
	order_number    text        NOT NULL,
	delivery_method text        NOT NULL,
	warehouse       text        NOT NULL,
	carrier         text        NOT NULL,
	tracking_number text,
	tracking_url    text,
	weight_grams    integer     NOT NULL,
	dispatched_at   timestamptz NOT NULL,
	delivered_at    timestamptz,
	proof           text,
	version         bigint      NOT NULL,
	CONSTRAINT shipment_number_form CHECK (number ~ '^SH-[0-9]{6,}$'),
	CONSTRAINT shipment_carrier_form CHECK (carrier ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'),
	CONSTRAINT shipment_weight_not_negative CHECK (weight_grams >= 0),
	CONSTRAINT shipment_delivered_after_dispatch CHECK (delivered_at >= dispatched_at),
	CONSTRAINT shipment_proof_only_when_delivered CHECK (proof IS NULL OR delivered_at IS NOT NULL)
);

CREATE INDEX shipment_order_idx ON shipment (order_id, id);

CREATE TABLE shipment_line (
	shipment_id uuid    NOT NULL CONSTRAINT shipment_line_shipment_fk REFERENCES shipment (id),
	line_number integer NOT NULL,
	sku         text    NOT NULL,
	quantity    integer NOT NULL,
	CONSTRAINT shipment_line_pk PRIMARY KEY (shipment_id, line_number),
	CONSTRAINT shipment_line_quantity_positive CHECK (quantity > 0)
);
