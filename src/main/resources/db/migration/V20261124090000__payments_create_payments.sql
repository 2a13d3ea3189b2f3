-- An authorisation is one row; each capture of a part of it is a row of its own that names it.
CREATE TABLE payment (
	id               uuid           NOT NULL CONSTRAINT payment_pk PRIMARY KEY,
	order_id         uuid           NOT NULL,
	method           text           NOT NULL,
	status           text           NOT NULL,
	currency         text           NOT NULL,
	amount           numeric(16, 4) NOT NULL,
	authorization_id uuid           CONSTRAINT payment_authorization_fk REFERENCES payment (id),
	capturing        numeric(16, 4) NOT NULL DEFAULT 0,
	captured         numeric(16, 4) NOT NULL DEFAULT 0,
	refunding        numeric(16, 4) NOT NULL DEFAULT 0,
	refunded         numeric(16, 4) NOT NULL DEFAULT 0,
	allocated        numeric(16, 4) NOT NULL DEFAULT 0,
	void_requested   boolean        NOT NULL DEFAULT false,
	reference        text,
	reason           text,
	created_at       timestamptz    NOT NULL,
	version          bigint         NOT NULL,
	CONSTRAINT payment_method_known CHECK (method IN ('CARD', 'INVOICE', 'BANK_TRANSFER', 'CASH_ON_DELIVERY')),
	CONSTRAINT payment_status_known CHECK (status IN ('AUTHORIZATION_PENDING', 'AUTHORIZED', 'DECLINED', 'VOIDED',
		'CAPTURE_PENDING', 'CAPTURED', 'RECEIVED')),
	CONSTRAINT payment_status_fits_method CHECK ((method = 'CARD') = (status <> 'RECEIVED')),
	CONSTRAINT payment_capture_names_authorization CHECK (status = 'DECLINED'
		OR (status IN ('CAPTURE_PENDING', 'CAPTURED')) = (authorization_id IS NOT NULL)),
	CONSTRAINT payment_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT payment_amount_positive CHECK (amount > 0),
	CONSTRAINT payment_captured_within_authorized CHECK (capturing >= 0 AND captured >= 0
		AND capturing + captured <= amount),
	CONSTRAINT payment_refunded_within_paid CHECK (refunding >= 0 AND refunded >= 0
		AND refunding + refunded <= amount),
	CONSTRAINT payment_allocated_within_amount CHECK (allocated >= 0 AND allocated <= amount),
	CONSTRAINT payment_only_money_is_allocated CHECK (allocated = 0 OR status IN ('CAPTURED', 'RECEIVED')),
	CONSTRAINT payment_only_money_is_refunded CHECK (refunding + refunded = 0 OR status IN ('CAPTURED', 'RECEIVED')),
	CONSTRAINT payment_only_authorizations_are_captured CHECK (capturing + captured = 0
		OR status IN ('AUTHORIZED', 'VOIDED'))
);

CREATE INDEX payment_order_idx ON payment (order_id, id);
CREATE INDEX payment_authorization_idx ON payment (authorization_id) WHERE authorization_id IS NOT NULL;

-- What is to be asked of the gateway; the id is the key under which the gateway knows it.
CREATE TABLE payment_intent (
	id                uuid           NOT NULL CONSTRAINT payment_intent_pk PRIMARY KEY,
	order_id          uuid           NOT NULL,
	payment_id        uuid           NOT NULL CONSTRAINT payment_intent_payment_fk REFERENCES payment (id),
	operation         text           NOT NULL,
	amount            numeric(16, 4) NOT NULL,
	currency          text           NOT NULL,
	token             text,
	invoice_id        uuid,
	state             text           NOT NULL,
	attempts          integer        NOT NULL DEFAULT 0,
	reason            text,
	gateway_reference text           CONSTRAINT payment_intent_gateway_reference_once UNIQUE,
	created_at        timestamptz    NOT NULL,
	called_at         timestamptz,
	resolved_at       timestamptz,
	CONSTRAINT payment_intent_operation_known CHECK (operation IN ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND')),
	CONSTRAINT payment_intent_state_known CHECK (state IN ('PENDING', 'UNKNOWN', 'SUCCEEDED', 'DECLINED')),
	CONSTRAINT payment_intent_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT payment_intent_amount_positive CHECK (amount > 0),
	CONSTRAINT payment_intent_capture_names_invoice CHECK ((operation = 'CAPTURE') = (invoice_id IS NOT NULL)),
	CONSTRAINT payment_intent_pending_was_not_called CHECK ((state = 'PENDING') = (attempts = 0)
		AND (attempts = 0) = (called_at IS NULL)),
	CONSTRAINT payment_intent_final_has_time CHECK ((state IN ('SUCCEEDED', 'DECLINED')) = (resolved_at IS NOT NULL)),
	CONSTRAINT payment_intent_success_has_reference CHECK (state <> 'SUCCEEDED' OR gateway_reference IS NOT NULL),
	-- a card token is kept only as long as it may have to be sent again
	CONSTRAINT payment_intent_token_forgotten CHECK (token IS NULL
		OR (operation = 'AUTHORIZE' AND state IN ('PENDING', 'UNKNOWN')))
);

CREATE INDEX payment_intent_order_idx ON payment_intent (order_id);
CREATE INDEX payment_intent_open_idx ON payment_intent (created_at) WHERE state IN ('PENDING', 'UNKNOWN');
CREATE UNIQUE INDEX payment_intent_one_authorization ON payment_intent (payment_id) WHERE operation = 'AUTHORIZE';
CREATE UNIQUE INDEX payment_intent_one_capture ON payment_intent (payment_id) WHERE operation = 'CAPTURE';

-- What the buyer owes for an invoice, and how much of it is paid.
CREATE TABLE receivable (
	invoice_id     uuid           NOT NULL CONSTRAINT receivable_pk PRIMARY KEY,
	invoice_number text           NOT NULL,
	order_id       uuid           NOT NULL,
	currency       text           NOT NULL,
	gross          numeric(16, 4) NOT NULL,
	paid           numeric(16, 4) NOT NULL DEFAULT 0,
	CONSTRAINT receivable_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT receivable_paid_within_gross CHECK (paid >= 0 AND paid <= gross)
);

CREATE INDEX receivable_order_idx ON receivable (order_id);

CREATE TABLE payment_allocation (
	payment_id uuid           NOT NULL CONSTRAINT payment_allocation_payment_fk REFERENCES payment (id),
	invoice_id uuid           NOT NULL CONSTRAINT payment_allocation_receivable_fk REFERENCES receivable (invoice_id),
	order_id   uuid           NOT NULL,
	amount     numeric(16, 4) NOT NULL,
	CONSTRAINT payment_allocation_pk PRIMARY KEY (payment_id, invoice_id),
	CONSTRAINT payment_allocation_amount_positive CHECK (amount > 0)
);

CREATE INDEX payment_allocation_order_idx ON payment_allocation (order_id);

-- The books of the simulated gateway: they stand for the outside world and refer to nothing of ours.
CREATE TABLE simulated_gateway_operation (
	key        uuid           NOT NULL CONSTRAINT simulated_gateway_operation_pk PRIMARY KEY,
	operation  text           NOT NULL,
	reference  text           NOT NULL CONSTRAINT simulated_gateway_operation_reference_unique UNIQUE,
	parent     text,
	amount     numeric(16, 4) NOT NULL,
	currency   text           NOT NULL,
	approved   boolean        NOT NULL,
	reason     text,
	created_at timestamptz    NOT NULL,
	CONSTRAINT simulated_gateway_operation_known CHECK (operation IN ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND')),
	CONSTRAINT simulated_gateway_operation_parent CHECK ((operation = 'AUTHORIZE') = (parent IS NULL)),
	CONSTRAINT simulated_gateway_operation_reason CHECK (approved = (reason IS NULL))
);

CREATE INDEX simulated_gateway_operation_parent_idx ON simulated_gateway_operation (parent) WHERE parent IS NOT NULL;
