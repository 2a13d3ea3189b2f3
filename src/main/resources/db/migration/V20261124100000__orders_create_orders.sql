-- Orders, their lines, holds, packed units, history and verification findings.

CREATE SEQUENCE order_number_seq START WITH 100001 INCREMENT BY 20;

-- The allowed moves of an order's milestone. History rows reference it, so an illegal move cannot be stored.
CREATE TABLE order_transition (
    from_status text NOT NULL,
    to_status   text NOT NULL,
    CONSTRAINT order_transition_pk PRIMARY KEY (from_status, to_status)
);

INSERT INTO order_transition (from_status, to_status) VALUES
    ('PLACED', 'PLACED'), ('PLACED', 'VERIFIED'), ('PLACED', 'CANCELLED'),
    ('VERIFIED', 'VERIFIED'), ('VERIFIED', 'PLACED'), ('VERIFIED', 'FULFILLED'), ('VERIFIED', 'CANCELLED'),
    ('FULFILLED', 'FULFILLED'), ('FULFILLED', 'SHIPPED'), ('FULFILLED', 'CANCELLED'),
    ('SHIPPED', 'SHIPPED'), ('SHIPPED', 'INVOICED'),
    ('INVOICED', 'INVOICED'), ('INVOICED', 'CONFIRMED'),
    ('CONFIRMED', 'CONFIRMED'),
    ('CANCELLED', 'CANCELLED');

CREATE TABLE orders (
    id                 uuid        NOT NULL,
    number             text        NOT NULL,
    channel            text        NOT NULL,
    external_reference text,
    status             text        NOT NULL,
    customer_id        uuid,
    buyer_name         text        NOT NULL,
    buyer_email        text        NOT NULL,
    buyer_phone        text,
    currency           text        NOT NULL,
    shipping_address   jsonb       NOT NULL,
    billing_address    jsonb,
    delivery_method    text        NOT NULL,
    partial_delivery   boolean     NOT NULL,
    payment_method     text        NOT NULL,
    payment_token      text,
    payment_status     text        NOT NULL,
    payment_terms_days integer,
    coupon_codes       text[]      NOT NULL,
    note               text,
    metadata           jsonb       NOT NULL,
    fingerprint        text        NOT NULL,
    prices_include_tax boolean     NOT NULL,
    items_amount       numeric(16, 4) NOT NULL,
    discount_amount    numeric(16, 4) NOT NULL,
    shipping_fee       numeric(16, 4) NOT NULL,
    shipping_tax_rate  numeric(5, 2)  NOT NULL,
    shipping_net       numeric(16, 4) NOT NULL,
    shipping_tax       numeric(16, 4) NOT NULL,
    shipping_gross     numeric(16, 4) NOT NULL,
    shipping_invoiced  boolean     NOT NULL,
    tax_amount         numeric(16, 4) NOT NULL,
    grand_total        numeric(16, 4) NOT NULL,
    invoiced_amount    numeric(16, 4) NOT NULL,
    paid_amount        numeric(16, 4) NOT NULL,
    verification_runs  integer     NOT NULL,
    history_entries    integer     NOT NULL,
    feedback_given     boolean     NOT NULL,
    placed_at          timestamptz NOT NULL,
    version            bigint      NOT NULL,
    CONSTRAINT orders_pk PRIMARY KEY (id),
    CONSTRAINT orders_number_unique UNIQUE (number),
    CONSTRAINT orders_external_reference_per_channel UNIQUE (channel, external_reference),
    CONSTRAINT orders_status_known CHECK (status IN
        ('PLACED', 'VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED', 'CONFIRMED', 'CANCELLED')),
    CONSTRAINT orders_channel_known CHECK (channel IN ('WEB', 'PHONE', 'EMAIL', 'IN_PERSON', 'MARKETPLACE', 'API')),
    CONSTRAINT orders_payment_method_known CHECK (payment_method IN
        ('CARD', 'INVOICE', 'BANK_TRANSFER', 'CASH_ON_DELIVERY')),
    CONSTRAINT orders_payment_status_known CHECK (payment_status IN
        ('OPEN', 'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'PAID', 'VOIDED')),
    CONSTRAINT orders_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT orders_amounts_not_negative CHECK (items_amount >= 0 AND discount_amount >= 0 AND shipping_fee >= 0
        AND tax_amount >= 0 AND grand_total >= 0 AND invoiced_amount >= 0 AND paid_amount >= 0),
    CONSTRAINT orders_shipping_adds_up CHECK (shipping_net + shipping_tax = shipping_gross),
    CONSTRAINT orders_not_invoiced_beyond_total CHECK (invoiced_amount <= grand_total),
    CONSTRAINT orders_confirmed_is_paid CHECK (status <> 'CONFIRMED' OR paid_amount >= grand_total),
    CONSTRAINT orders_confirmed_is_invoiced CHECK (status <> 'CONFIRMED' OR invoiced_amount = grand_total)
);

CREATE INDEX orders_by_customer ON orders (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_by_status ON orders (status, id);
CREATE INDEX orders_by_channel ON orders (channel, id);
CREATE INDEX orders_by_fingerprint ON orders (fingerprint, placed_at);
CREATE INDEX orders_by_external_reference ON orders (external_reference) WHERE external_reference IS NOT NULL;
CREATE INDEX orders_by_placed_at ON orders (placed_at);

CREATE TABLE order_line (
    id             uuid    NOT NULL,
    order_id       uuid    NOT NULL,
    line_number    integer NOT NULL,
    sku            text    NOT NULL,
    name           text    NOT NULL,
    weight_grams   integer NOT NULL,
    tax_category   text    NOT NULL,
    unit_price     numeric(16, 4) NOT NULL,
    services_price numeric(16, 4) NOT NULL,
    expected_price numeric(16, 4),
    items_amount   numeric(16, 4) NOT NULL,
    discount       numeric(16, 4) NOT NULL,
    tax_rate       numeric(5, 2)  NOT NULL,
    net            numeric(16, 4) NOT NULL,
    tax            numeric(16, 4) NOT NULL,
    gross          numeric(16, 4) NOT NULL,
    live_items     numeric(16, 4) NOT NULL,
    live_discount  numeric(16, 4) NOT NULL,
    live_tax       numeric(16, 4) NOT NULL,
    live_gross     numeric(16, 4) NOT NULL,
    ordered        integer NOT NULL,
    cancelled      integer NOT NULL,
    fulfilled      integer NOT NULL,
    shipped        integer NOT NULL,
    delivered      integer NOT NULL,
    invoiced       integer NOT NULL,
    returned       integer NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (id),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_line_number_unique UNIQUE (order_id, line_number),
    CONSTRAINT order_line_ordered_positive CHECK (ordered > 0),
    CONSTRAINT order_line_counts_not_negative CHECK (cancelled >= 0 AND fulfilled >= 0 AND shipped >= 0
        AND delivered >= 0 AND invoiced >= 0 AND returned >= 0),
    CONSTRAINT order_line_fulfilled_within_live CHECK (cancelled + fulfilled <= ordered),
    CONSTRAINT order_line_shipped_within_fulfilled CHECK (shipped <= fulfilled),
    CONSTRAINT order_line_delivered_within_shipped CHECK (delivered <= shipped),
    CONSTRAINT order_line_invoiced_within_shipped CHECK (invoiced <= shipped),
    CONSTRAINT order_line_returned_within_delivered CHECK (returned <= delivered),
    CONSTRAINT order_line_amounts_add_up CHECK (net + tax = gross),
    CONSTRAINT order_line_items_are_quantity_times_price CHECK (items_amount = ordered * (unit_price + services_price)),
    CONSTRAINT order_line_live_items CHECK (live_items = (ordered - cancelled) * (unit_price + services_price))
);

CREATE INDEX order_line_by_sku ON order_line (sku, order_id);

CREATE TABLE order_line_service (
    id            uuid NOT NULL,
    order_line_id uuid NOT NULL,
    code          text NOT NULL,
    text          text,
    price         numeric(16, 4) NOT NULL,
    done_at       timestamptz,
    done_by       text,
    CONSTRAINT order_line_service_pk PRIMARY KEY (id),
    CONSTRAINT order_line_service_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id) ON DELETE CASCADE,
    CONSTRAINT order_line_service_once UNIQUE (order_line_id, code),
    CONSTRAINT order_line_service_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL))
);

CREATE TABLE order_hold (
    id             uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    type           text        NOT NULL,
    reason         text        NOT NULL,
    placed_by      text        NOT NULL,
    placed_at      timestamptz NOT NULL,
    released_by    text,
    released_at    timestamptz,
    release_reason text,
    CONSTRAINT order_hold_pk PRIMARY KEY (id),
    CONSTRAINT order_hold_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_hold_type_known CHECK (type IN
        ('VERIFICATION', 'PAYMENT', 'FRAUD', 'CUSTOMER_REQUEST', 'STOCK', 'OTHER')),
    CONSTRAINT order_hold_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL))
);

CREATE INDEX order_hold_by_order ON order_hold (order_id);
CREATE INDEX order_hold_active ON order_hold (type, order_id) WHERE released_at IS NULL;

-- Units of a line that are packed in a warehouse, and how many of them have left it.
CREATE TABLE order_packing (
    id          uuid    NOT NULL,
    order_id    uuid    NOT NULL,
    line_number integer NOT NULL,
    warehouse   text    NOT NULL,
    packed      integer NOT NULL,
    shipped     integer NOT NULL,
    CONSTRAINT order_packing_pk PRIMARY KEY (id),
    CONSTRAINT order_packing_line_fk FOREIGN KEY (order_id, line_number) REFERENCES order_line (order_id, line_number),
    CONSTRAINT order_packing_once UNIQUE (order_id, line_number, warehouse),
    CONSTRAINT order_packing_shipped_within_packed CHECK (shipped >= 0 AND shipped <= packed)
);

CREATE TABLE order_history (
    order_id    uuid        NOT NULL,
    entry       integer     NOT NULL,
    from_status text,
    to_status   text        NOT NULL,
    command     text        NOT NULL,
    actor       text        NOT NULL,
    at          timestamptz NOT NULL,
    reason      text,
    CONSTRAINT order_history_pk PRIMARY KEY (order_id, entry),
    CONSTRAINT order_history_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_history_move_allowed FOREIGN KEY (from_status, to_status)
        REFERENCES order_transition (from_status, to_status),
    CONSTRAINT order_history_starts_placed CHECK (from_status IS NOT NULL OR (to_status = 'PLACED' AND entry = 1))
);

CREATE TABLE order_finding (
    order_id   uuid        NOT NULL,
    run        integer     NOT NULL,
    position   integer     NOT NULL,
    check_name text        NOT NULL,
    outcome    text        NOT NULL,
    evidence   text        NOT NULL,
    remedy     text,
    overridden boolean     NOT NULL,
    checked_at timestamptz NOT NULL,
    CONSTRAINT order_finding_pk PRIMARY KEY (order_id, run, position),
    CONSTRAINT order_finding_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_finding_once UNIQUE (order_id, run, check_name),
    CONSTRAINT order_finding_outcome_known CHECK (outcome IN ('PASS', 'WARN', 'FAIL')),
    CONSTRAINT order_finding_failure_has_remedy CHECK (outcome <> 'FAIL' OR remedy IS NOT NULL)
);

-- A milestone moves only along the table of allowed moves, whoever writes it.
CREATE FUNCTION orders_check_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> OLD.status AND NOT EXISTS (
            WITH RECURSIVE walk(status) AS (
                SELECT OLD.status
                UNION
                SELECT t.to_status FROM order_transition t JOIN walk w ON t.from_status = w.status
                 WHERE t.to_status <> t.from_status
            )
            SELECT 1 FROM walk WHERE status = NEW.status) THEN
        RAISE EXCEPTION 'order % may not move from % to %', NEW.number, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_move_allowed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER orders_move_allowed BEFORE UPDATE OF status ON orders
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION orders_check_move();
