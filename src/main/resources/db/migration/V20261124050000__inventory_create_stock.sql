CREATE TABLE warehouse (
    code     text         NOT NULL,
    name     text         NOT NULL,
    country  country_code NOT NULL,
    priority integer      NOT NULL,
    active   boolean      NOT NULL,
    version  bigint       NOT NULL,
    CONSTRAINT warehouse_pkey PRIMARY KEY (code),
    CONSTRAINT warehouse_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'),
    CONSTRAINT warehouse_name_length CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT warehouse_priority_range CHECK (priority BETWEEN 1 AND 1000),
    CONSTRAINT warehouse_code_active_key UNIQUE (code, active)
);

COMMENT ON TABLE warehouse IS 'Where goods lie. Orders are served from active ones, the lowest priority number first.';

CREATE DOMAIN stock_threshold AS integer CONSTRAINT stock_threshold_range CHECK (VALUE BETWEEN 0 AND 1000000000);

-- Hot rows: only the key is indexed and pages keep room, so an update stays on its page (HOT).
-- "active" repeats the warehouse's, kept equal by the cascade: whoever waits for the lock of a
-- stock row then reads it as it is, not as it was when the statement began.
CREATE TABLE stock (
    sku           text            NOT NULL,
    warehouse     text            NOT NULL,
    active        boolean         NOT NULL,
    on_hand       integer         NOT NULL DEFAULT 0,
    reserved      integer         NOT NULL DEFAULT 0,
    safety_stock  stock_threshold NOT NULL DEFAULT 0,
    reorder_point stock_threshold NOT NULL DEFAULT 0,
    CONSTRAINT stock_pkey PRIMARY KEY (sku, warehouse),
    CONSTRAINT stock_warehouse_known FOREIGN KEY (warehouse, active) REFERENCES warehouse (code, active) ON UPDATE CASCADE,
    CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT stock_reserved_within_on_hand CHECK (on_hand >= reserved),
    CONSTRAINT stock_on_hand_limit CHECK (on_hand <= 1000000000)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

COMMENT ON TABLE stock IS 'Sellable units of a product in a warehouse; free are on_hand - reserved - safety_stock.';

CREATE INDEX stock_warehouse_idx ON stock (warehouse);

CREATE TABLE reservation (
    order_id    uuid     NOT NULL,
    line_number ordinal  NOT NULL,
    warehouse   text     NOT NULL,
    sku         text     NOT NULL,
    quantity    quantity NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (order_id, line_number, warehouse),
    CONSTRAINT reservation_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock (sku, warehouse)
) WITH (fillfactor = 80);

COMMENT ON TABLE reservation IS 'Open units only: a row is deleted when its last unit is issued or released.';

CREATE TABLE backorder (
    queue       bigint      GENERATED ALWAYS AS IDENTITY,
    order_id    uuid        NOT NULL,
    line_number ordinal     NOT NULL,
    sku         text        NOT NULL,
    quantity    quantity    NOT NULL,
    since       timestamptz NOT NULL,
    CONSTRAINT backorder_pkey PRIMARY KEY (queue)
);

COMMENT ON TABLE backorder IS
    'First in, first out by queue. Units added to a line later are a row of their own at the end.';

CREATE INDEX backorder_sku_idx ON backorder (sku, queue);
CREATE INDEX backorder_order_idx ON backorder (order_id, line_number);

CREATE DOMAIN movement_type AS text CONSTRAINT movement_type_known
    CHECK (VALUE IN ('RECEIPT', 'ISSUE', 'ADJUSTMENT', 'TRANSFER', 'RETURN'));

CREATE TABLE stock_movement (
    id            bigint        GENERATED ALWAYS AS IDENTITY,
    sku           text          NOT NULL,
    warehouse     text          NOT NULL,
    type          movement_type NOT NULL,
    quantity      integer       NOT NULL,
    on_hand_after integer       NOT NULL,
    reason        text,
    reference     text,
    order_id      uuid,
    actor         text          NOT NULL,
    at            timestamptz   NOT NULL,
    CONSTRAINT stock_movement_pkey PRIMARY KEY (id),
    CONSTRAINT stock_movement_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock (sku, warehouse),
    -- an issue takes goods out, a receipt and a return bring them in, the others do either
    CONSTRAINT stock_movement_sign_fits_type CHECK (quantity <> 0
        AND (type = ANY ('{ADJUSTMENT,TRANSFER}') OR (quantity < 0) = (type = 'ISSUE'))),
    CONSTRAINT stock_movement_on_hand_after_not_negative CHECK (on_hand_after >= 0),
    CONSTRAINT stock_movement_issue_has_order CHECK (type <> 'ISSUE' OR order_id IS NOT NULL),
    CONSTRAINT stock_movement_adjustment_has_reason CHECK (type <> 'ADJUSTMENT' OR reason IS NOT NULL)
);

COMMENT ON TABLE stock_movement IS 'The append-only ledger of every change of on_hand.';

-- A page of the ledger costs the same however long it is: of a product, of an order, of a warehouse where little moves,
-- of what is not an issue (two of three movements are one), and of a period.
CREATE INDEX stock_movement_sku_idx ON stock_movement (sku, id);
CREATE INDEX stock_movement_order_idx ON stock_movement (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX stock_movement_warehouse_idx ON stock_movement (warehouse, id);
CREATE INDEX stock_movement_rare_type_idx ON stock_movement (type, id) WHERE type <> 'ISSUE';
CREATE INDEX stock_movement_at_id_idx ON stock_movement (at, id);

CREATE FUNCTION stock_movement_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stock_movement is append-only: correct it with another movement'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stock_movement_append_only';
END $$;

CREATE TRIGGER stock_movement_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement
    FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_refuse_change();
