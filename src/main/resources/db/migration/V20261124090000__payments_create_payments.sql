CREATE DOMAIN payment_method AS text CONSTRAINT payment_method_known
    CHECK (VALUE IN ('CARD', 'INVOICE', 'BANK_TRANSFER', 'CASH_ON_DELIVERY'));
CREATE DOMAIN payment_status AS text CONSTRAINT payment_status_known CHECK (VALUE IN
    ('AUTHORIZATION_PENDING', 'AUTHORIZED', 'DECLINED', 'VOIDED', 'CAPTURE_PENDING', 'CAPTURED', 'RECEIVED'));

CREATE TABLE payment (
    id               uuid           NOT NULL,
    order_id         uuid           NOT NULL,
    method           payment_method NOT NULL,
    status           payment_status NOT NULL,
    currency         currency_code  NOT NULL,
    amount           numeric(16, 4) NOT NULL,
    authorization_id uuid,
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
    CONSTRAINT payment_pk PRIMARY KEY (id),
    CONSTRAINT payment_authorization_fk FOREIGN KEY (authorization_id) REFERENCES payment (id),
    CONSTRAINT payment_status_fits_method CHECK ((method = 'CARD') = (status <> 'RECEIVED')),
    CONSTRAINT payment_capture_names_authorization CHECK (status = 'DECLINED'
        OR (status = ANY ('{CAPTURE_PENDING,CAPTURED}')) = (authorization_id IS NOT NULL)),
    CONSTRAINT payment_amount_positive CHECK (amount > 0.0),
    CONSTRAINT payment_captured_within_authorized CHECK (least(capturing, captured) >= 0.0
        AND capturing + captured <= amount),
    CONSTRAINT payment_refunded_within_paid CHECK (least(refunding, refunded) >= 0.0
        AND refunding + refunded <= amount),
    CONSTRAINT payment_allocated_within_amount CHECK (allocated BETWEEN 0.0 AND amount),
    CONSTRAINT payment_only_money_is_allocated_or_refunded CHECK (greatest(allocated, refunding, refunded) = 0.0
        OR status = ANY ('{CAPTURED,RECEIVED}')),
    CONSTRAINT payment_only_authorizations_are_captured CHECK (capturing + captured = 0.0
        OR status = ANY ('{AUTHORIZED,VOIDED}'))
);

COMMENT ON TABLE payment IS
    'An authorisation is one row; each capture of a part of it is a row of its own that names it.';

CREATE INDEX payment_order_idx ON payment (order_id, id);
CREATE INDEX payment_authorization_idx ON payment (authorization_id) WHERE authorization_id IS NOT NULL;

CREATE DOMAIN gateway_operation AS text CONSTRAINT gateway_operation_known
    CHECK (VALUE IN ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND'));
CREATE DOMAIN payment_intent_state AS text CONSTRAINT payment_intent_state_known
    CHECK (VALUE IN ('PENDING', 'UNKNOWN', 'SUCCEEDED', 'DECLINED'));

CREATE TABLE payment_intent (
    id                uuid                 NOT NULL,
    order_id          uuid                 NOT NULL,
    payment_id        uuid                 NOT NULL,
    operation         gateway_operation    NOT NULL,
    amount            numeric(16, 4)       NOT NULL,
    currency          currency_code        NOT NULL,
    token             text,
    invoice_id        uuid,
    state             payment_intent_state NOT NULL,
    attempts          integer              NOT NULL DEFAULT 0,
    reason            text,
    gateway_reference text,
    created_at        timestamptz          NOT NULL,
    called_at         timestamptz,
    resolved_at       timestamptz,
    CONSTRAINT payment_intent_pk PRIMARY KEY (id),
    CONSTRAINT payment_intent_payment_fk FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT payment_intent_gateway_reference_once UNIQUE (gateway_reference),
    CONSTRAINT payment_intent_amount_positive CHECK (amount > 0.0),
    CONSTRAINT payment_intent_capture_names_invoice CHECK ((operation = 'CAPTURE') = (invoice_id IS NOT NULL)),
    CONSTRAINT payment_intent_pending_was_not_called CHECK ((state = 'PENDING') = (called_at IS NULL)
        AND (attempts = 0) = (called_at IS NULL)),
    CONSTRAINT payment_intent_final_has_time
        CHECK ((state = ANY ('{SUCCEEDED,DECLINED}')) = (resolved_at IS NOT NULL)),
    CONSTRAINT payment_intent_success_has_reference CHECK (state <> 'SUCCEEDED' OR gateway_reference IS NOT NULL),
    -- a card token is kept only as long as it may have to be sent again
    CONSTRAINT payment_intent_token_forgotten CHECK (token IS NULL
        OR (operation = 'AUTHORIZE' AND resolved_at IS NULL))
);

COMMENT ON TABLE payment_intent IS
    'What is to be asked of the gateway; the id is the key under which the gateway knows it.';

CREATE INDEX payment_intent_order_idx ON payment_intent (order_id);
CREATE INDEX payment_intent_open_idx ON payment_intent (created_at) WHERE state IN ('PENDING', 'UNKNOWN');
CREATE UNIQUE INDEX payment_intent_one_authorization ON payment_intent (payment_id) WHERE operation = 'AUTHORIZE';
CREATE UNIQUE INDEX payment_intent_one_capture ON payment_intent (payment_id) WHERE operation = 'CAPTURE';
-- Nearly all calls of the gateway succeed; the list of the others does not look at them.
CREATE INDEX payment_intent_not_succeeded_idx ON payment_intent (state, id) WHERE state <> 'SUCCEEDED';

CREATE TABLE receivable (
    invoice_id     uuid           NOT NULL,
    invoice_number text           NOT NULL,
    order_id       uuid           NOT NULL,
    currency       currency_code  NOT NULL,
    gross          numeric(16, 4) NOT NULL,
    paid           numeric(16, 4) NOT NULL DEFAULT 0,
    CONSTRAINT receivable_pk PRIMARY KEY (invoice_id),
    CONSTRAINT receivable_paid_within_gross CHECK (paid BETWEEN 0.0 AND gross)
);

COMMENT ON TABLE receivable IS 'What the buyer owes for an invoice, and how much of it is paid.';

CREATE INDEX receivable_order_idx ON receivable (order_id);

CREATE TABLE payment_allocation (
    payment_id uuid           NOT NULL,
    invoice_id uuid           NOT NULL,
    order_id   uuid           NOT NULL,
    amount     numeric(16, 4) NOT NULL,
    CONSTRAINT payment_allocation_pk PRIMARY KEY (payment_id, invoice_id),
    CONSTRAINT payment_allocation_payment_fk FOREIGN KEY (payment_id) REFERENCES payment (id),
    CONSTRAINT payment_allocation_receivable_fk FOREIGN KEY (invoice_id) REFERENCES receivable (invoice_id),
    CONSTRAINT payment_allocation_amount_positive CHECK (amount > 0.0)
);

COMMENT ON TABLE payment_allocation IS 'Which payment pays how much of which invoice.';

CREATE INDEX payment_allocation_order_idx ON payment_allocation (order_id);

CREATE TABLE simulated_gateway_operation (
    key        uuid              NOT NULL,
    operation  gateway_operation NOT NULL,
    reference  text              NOT NULL,
    parent     text,
    amount     numeric(16, 4)    NOT NULL,
    currency   text              NOT NULL,
    approved   boolean           NOT NULL,
    reason     text,
    created_at timestamptz       NOT NULL,
    CONSTRAINT simulated_gateway_operation_pk PRIMARY KEY (key),
    CONSTRAINT simulated_gateway_operation_reference_unique UNIQUE (reference),
    CONSTRAINT simulated_gateway_operation_parent CHECK ((operation = 'AUTHORIZE') = (parent IS NULL)),
    CONSTRAINT simulated_gateway_operation_reason CHECK (approved = (reason IS NULL))
);

COMMENT ON TABLE simulated_gateway_operation IS
    'The books of the simulated gateway: they stand for the outside world and refer to nothing of ours.';

CREATE INDEX simulated_gateway_operation_parent_idx ON simulated_gateway_operation (parent) WHERE parent IS NOT NULL;
