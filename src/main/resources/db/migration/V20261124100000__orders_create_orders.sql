CREATE DOMAIN order_status AS text CONSTRAINT order_status_known
    CHECK (VALUE IN ('PLACED', 'VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED', 'CONFIRMED', 'CANCELLED'));

CREATE TABLE order_transition (
    from_status order_status NOT NULL,
    to_status   order_status NOT NULL,
    CONSTRAINT order_transition_pk PRIMARY KEY (from_status, to_status)
);

COMMENT ON TABLE order_transition IS
    'The allowed moves of an order''s milestone. History rows reference it, so an illegal move cannot be stored.';

INSERT INTO order_transition (from_status, to_status) VALUES
    ('PLACED', 'PLACED'), ('PLACED', 'VERIFIED'), ('PLACED', 'CANCELLED'),
    ('VERIFIED', 'VERIFIED'), ('VERIFIED', 'PLACED'), ('VERIFIED', 'FULFILLED'), ('VERIFIED', 'CANCELLED'),
    ('FULFILLED', 'FULFILLED'), ('FULFILLED', 'SHIPPED'), ('FULFILLED', 'CANCELLED'),
    ('SHIPPED', 'SHIPPED'), ('SHIPPED', 'INVOICED'),
    ('INVOICED', 'INVOICED'), ('INVOICED', 'CONFIRMED'),
    ('CONFIRMED', 'CONFIRMED'),
    ('CANCELLED', 'CANCELLED');

CREATE DOMAIN order_payment_status AS text CONSTRAINT order_payment_status_known
    CHECK (VALUE IN ('OPEN', 'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'PAID', 'VOIDED'));

-- One round trip for twenty numbers: instances draw them in blocks.
CREATE SEQUENCE order_number_seq START WITH 100001 INCREMENT BY 20;

CREATE TABLE orders (
    id                 uuid                 NOT NULL,
    number             text                 NOT NULL,
    channel            channel              NOT NULL,
    external_reference text,
    status             order_status         NOT NULL,
    customer_id        uuid,
    buyer_name         text                 NOT NULL,
    buyer_email        text                 NOT NULL,
    buyer_phone        text,
    currency           currency_code        NOT NULL,
    shipping_address   jsonb                NOT NULL,
    billing_address    jsonb,
    delivery_method    text                 NOT NULL,
    partial_delivery   boolean              NOT NULL,
    payment_method     payment_method       NOT NULL,
    payment_token      text,
    payment_status     order_payment_status NOT NULL,
    payment_terms_days integer,
    coupon_codes       text[]               NOT NULL,
    note               text,
    metadata           jsonb                NOT NULL,
    fingerprint        text                 NOT NULL,
    prices_include_tax boolean              NOT NULL,
    items_amount       numeric(16, 4)       NOT NULL,
    discount_amount    numeric(16, 4)       NOT NULL,
    shipping_fee       numeric(16, 4)       NOT NULL,
    shipping_tax_rate  numeric(5, 2)        NOT NULL,
    shipping_net       numeric(16, 4)       NOT NULL,
    shipping_tax       numeric(16, 4)       NOT NULL,
    shipping_gross     numeric(16, 4)       NOT NULL,
    shipping_invoiced  boolean              NOT NULL,
    tax_amount         numeric(16, 4)       NOT NULL,
    grand_total        numeric(16, 4)       NOT NULL,
    invoiced_amount    numeric(16, 4)       NOT NULL,
    paid_amount        numeric(16, 4)       NOT NULL,
    verification_runs  integer              NOT NULL,
    history_entries    integer              NOT NULL,
    feedback_given     boolean              NOT NULL,
    placed_at          timestamptz          NOT NULL,
    version            bigint               NOT NULL,
    CONSTRAINT orders_pk PRIMARY KEY (id),
    CONSTRAINT orders_number_unique UNIQUE (number),
    -- an id tells when its order was placed: a period is a range of ids
    CONSTRAINT orders_placed_with_id CHECK (abs(extract(EPOCH FROM placed_at - uuid_extract_timestamp(id))) < 60.0),
    CONSTRAINT orders_amounts_not_negative CHECK (least(items_amount, discount_amount, shipping_fee, tax_amount,
        grand_total, invoiced_amount, paid_amount) >= 0.0),
    CONSTRAINT orders_shipping_adds_up CHECK (shipping_net + shipping_tax = shipping_gross),
    CONSTRAINT orders_not_invoiced_beyond_total CHECK (invoiced_amount <= grand_total),
    CONSTRAINT orders_confirmed_is_invoiced_and_paid CHECK (status <> 'CONFIRMED'
        OR least(invoiced_amount, paid_amount) >= grand_total)
);

COMMENT ON TABLE orders IS 'What was ordered by whom, on which terms and for how much, and how far it has come.';

-- Each move of an order writes an entry into every index, so there are no more than the filters need.
CREATE INDEX orders_by_customer ON orders (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_by_status ON orders (status, id);
-- A page of a channel's orders of one status, although the newest of the channel are of another.
CREATE INDEX orders_by_channel_and_status ON orders (channel, status, id);
CREATE INDEX orders_by_fingerprint ON orders (fingerprint, placed_at);
-- The reference is unique in its channel, and found without it. Orders without one are not in the index.
CREATE UNIQUE INDEX orders_external_reference_per_channel ON orders (external_reference, channel)
    WHERE external_reference IS NOT NULL;
-- Orders whose invoices are not fully paid are counted for the metrics, among all that were ever placed.
CREATE INDEX orders_owed ON orders (currency) INCLUDE (invoiced_amount, paid_amount) WHERE invoiced_amount > paid_amount;
-- What a customer owes is summed up at each order on account: over the open ones, not over all there ever were.
CREATE INDEX orders_open_on_account ON orders (customer_id)
    WHERE payment_method = 'INVOICE' AND status IN ('VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED');

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

CREATE TABLE order_line (
    id             uuid           NOT NULL,
    order_id       uuid           NOT NULL,
    line_number    integer        NOT NULL,
    sku            text           NOT NULL,
    name           text           NOT NULL,
    weight_grams   integer        NOT NULL,
    tax_category   text           NOT NULL,
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
    ordered        integer        NOT NULL,
    cancelled      integer        NOT NULL,
    fulfilled      integer        NOT NULL,
    shipped        integer        NOT NULL,
    delivered      integer        NOT NULL,
    invoiced       integer        NOT NULL,
    returned       integer        NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (id),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_line_number_unique UNIQUE (order_id, line_number),
    CONSTRAINT order_line_ordered_positive CHECK (ordered > 0),
    -- the other counts are at least as high as one of these
    CONSTRAINT order_line_counts_not_negative CHECK (least(cancelled, invoiced, returned) >= 0),
    CONSTRAINT order_line_fulfilled_within_live CHECK (cancelled + fulfilled <= ordered),
    CONSTRAINT order_line_shipped_within_fulfilled CHECK (shipped <= fulfilled),
    CONSTRAINT order_line_delivered_and_invoiced_within_shipped CHECK (greatest(delivered, invoiced) <= shipped),
    CONSTRAINT order_line_returned_within_delivered CHECK (returned <= delivered),
    CONSTRAINT order_line_amounts_add_up CHECK (net + tax = gross),
    CONSTRAINT order_line_items_are_quantity_times_price CHECK (items_amount = ordered * (unit_price + services_price)),
    CONSTRAINT order_line_live_items CHECK (live_items = (ordered - cancelled) * (unit_price + services_price))
);

COMMENT ON TABLE order_line IS
    'Prices and tax as they were frozen, and how many units have come how far. live_*: without cancelled units.';

CREATE INDEX order_line_by_sku ON order_line (sku, order_id);

CREATE TABLE order_line_service (
    id            uuid           NOT NULL,
    order_line_id uuid           NOT NULL,
    code          text           NOT NULL,
    text          text,
    price         numeric(16, 4) NOT NULL,
    done_at       timestamptz,
    done_by       text,
    CONSTRAINT order_line_service_pk PRIMARY KEY (id),
    CONSTRAINT order_line_service_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id) ON DELETE CASCADE,
    CONSTRAINT order_line_service_once UNIQUE (order_line_id, code),
    CONSTRAINT order_line_service_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL))
);

COMMENT ON TABLE order_line_service IS 'Work on the units of a line, and who has done it.';

CREATE DOMAIN hold_type AS text CONSTRAINT hold_type_known
    CHECK (VALUE IN ('VERIFICATION', 'PAYMENT', 'FRAUD', 'CUSTOMER_REQUEST', 'STOCK', 'OTHER'));

CREATE TABLE order_hold (
    id             uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    type           hold_type   NOT NULL,
    reason         text        NOT NULL,
    placed_by      text        NOT NULL,
    placed_at      timestamptz NOT NULL,
    released_by    text,
    released_at    timestamptz,
    release_reason text,
    CONSTRAINT order_hold_pk PRIMARY KEY (id),
    CONSTRAINT order_hold_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_hold_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL))
);

COMMENT ON TABLE order_hold IS 'What keeps an order from moving until somebody releases it.';

CREATE INDEX order_hold_by_order ON order_hold (order_id);
CREATE INDEX order_hold_active ON order_hold (type, order_id) WHERE released_at IS NULL;

CREATE TABLE order_packing (
    id            uuid    NOT NULL,
    order_id      uuid    NOT NULL,
    order_line_id uuid    NOT NULL,
    warehouse     text    NOT NULL,
    packed        integer NOT NULL,
    shipped       integer NOT NULL,
    CONSTRAINT order_packing_pk PRIMARY KEY (id),
    CONSTRAINT order_packing_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    CONSTRAINT order_packing_once UNIQUE (order_line_id, warehouse),
    CONSTRAINT order_packing_shipped_within_packed CHECK (shipped BETWEEN 0 AND packed)
);

COMMENT ON TABLE order_packing IS
    'Units of a line that are packed in a warehouse, and how many of them have left it.';

CREATE TABLE order_history (
    order_id    uuid         NOT NULL,
    entry       integer      NOT NULL,
    from_status order_status,
    to_status   order_status NOT NULL,
    command     text         NOT NULL,
    actor       text         NOT NULL,
    at          timestamptz  NOT NULL,
    reason      text,
    CONSTRAINT order_history_pk PRIMARY KEY (order_id, entry),
    CONSTRAINT order_history_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_history_move_allowed FOREIGN KEY (from_status, to_status)
        REFERENCES order_transition (from_status, to_status),
    CONSTRAINT order_history_starts_placed CHECK (from_status IS NOT NULL OR (to_status = 'PLACED' AND entry = 1))
);

COMMENT ON TABLE order_history IS 'Who did what to an order when, whether or not its milestone moved.';

CREATE DOMAIN findings AS jsonb
    CONSTRAINT findings_outcomes_known CHECK (VALUE @? '$[*]'
        AND NOT VALUE @? '$[*] ? (!(@.outcome == "PASS" || @.outcome == "WARN" || @.outcome == "FAIL"))')
    CONSTRAINT findings_failures_have_remedies CHECK
        (NOT VALUE @? '$[*] ? (@.outcome == "FAIL" && !exists(@.remedy))');

CREATE TABLE order_verification (
    order_id   uuid        NOT NULL,
    run        ordinal     NOT NULL,
    checked_at timestamptz NOT NULL,
    findings   findings    NOT NULL,
    CONSTRAINT order_verification_pk PRIMARY KEY (order_id, run),
    CONSTRAINT order_verification_order_fk FOREIGN KEY (order_id) REFERENCES orders (id)
);

COMMENT ON TABLE order_verification IS
    'What a verification found, written and read as a whole: one row for each run.';

-- A consumer of the journal counts each order once; there are ever more, too many to count at each reading of the metrics.
CREATE TABLE finished_orders (
    status order_status NOT NULL,
    orders bigint       NOT NULL,
    CONSTRAINT finished_orders_pk PRIMARY KEY (status),
    CONSTRAINT finished_orders_status_is_an_end CHECK (status = ANY ('{CONFIRMED,CANCELLED}')),
    CONSTRAINT finished_orders_not_negative CHECK (orders >= 0)
);

COMMENT ON TABLE finished_orders IS 'How many orders have come to their end, for the metrics.';

INSERT INTO finished_orders (status, orders) VALUES ('CONFIRMED', 0), ('CANCELLED', 0);
