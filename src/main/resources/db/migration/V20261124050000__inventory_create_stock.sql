CREATE TABLE warehouse (
    code     text    NOT NULL,
    name     text    NOT NULL,
    country  text    NOT NULL,
    priority integer NOT NULL,
    active   boolean NOT NULL,
    version  bigint  NOT NULL,
    CONSTRAINT warehouse_pkey PRIMARY KEY (code),
    CONSTRAINT warehouse_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'),
    CONSTRAINT warehouse_name_length CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT warehouse_country_form CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT warehouse_priority_range CHECK (priority BETWEEN 1 AND 1000),
    CONSTRAINT warehouse_code_active_key UNIQUE (code, active)
);

-- Hot rows: only the key is indexed and pages keep room, so an update stays on its page (HOT).
-- "active" repeats the warehouse's, kept equal by the cascade: whoever waits for the lock of a
-- stock row then reads it as it is, not as it was when the statement began.
CREATE TABLE stock (
    sku           text    NOT NULL,
    warehouse     text    NOT NULL,
    active        boolean NOT NULL,
    on_hand       integer NOT NULL DEFAULT 0,
    reserved      integer NOT NULL DEFAULT 0,
    safety_stock  integer NOT NULL DEFAULT 0,
    reorder_point integer NOT NULL DEFAULT 0,
    CONSTRAINT stock_pkey PRIMARY KEY (sku, warehouse),
    CONSTRAINT stock_warehouse_known FOREIGN KEY (warehouse, active) REFERENCES warehouse (code, active) ON UPDATE CASCADE,
    CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT stock_reserved_within_on_hand CHECK (on_hand >= reserved),
    CONSTRAINT stock_on_hand_limit CHECK (on_hand <= 1000000000),
    CONSTRAINT stock_safety_stock_range CHECK (safety_stock BETWEEN 0 AND 1000000000),
    CONSTRAINT stock_reorder_point_range CHECK (reorder_point BETWEEN 0 AND 1000000000)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX stock_warehouse_idx ON stock (warehouse);

-- Open units only: a row is deleted when its last unit is issued or released.
CREATE TABLE reservation (
    order_id    uuid    NOT NULL,
    line_number integer NOT NULL,
    warehouse   text    NOT NULL,
    sku         text    NOT NULL,
    quantity    integer NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (order_id, line_number, warehouse),
    CONSTRAINT reservation_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock (sku, warehouse),
    CONSTRAINT reservation_quantity_positive CHECK (quantity > 0),
    CONSTRAINT reservation_line_number_positive CHECK (line_number > 0)
) WITH (fillfactor = 80);

-- First in, first out by "queue". Units added to a line later are a row of their own at the end.
CREATE TABLE backorder (
    queue       bigint      GENERATED ALWAYS AS IDENTITY,
    order_id    uuid        NOT NULL,
    line_number integer     NOT NULL,
    sku         text        NOT NULL,
    quantity    integer     NOT NULL,
    since       timestamptz NOT NULL,
    CONSTRAINT backorder_pkey PRIMARY KEY (queue),
    CONSTRAINT backorder_quantity_positive CHECK (quantity > 0),
    CONSTRAINT backorder_line_number_positive CHECK (line_number > 0)
);

CREATE INDEX backorder_sku_idx ON backorder (sku, queue);
CREATE INDEX backorder_order_idx ON backorder (order_id, line_number);

CREATE TABLE stock_movement (
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    sku           text        NOT NULL,
    warehouse     text        NOT NULL,
    type          text        NOT NULL,
    quantity      integer     NOT NULL,
    on_hand_after integer     NOT NULL,
    reason        text,
    reference     text,
    order_id      uuid,
    actor         text        NOT NULL,
    at            timestamptz NOT NULL,
    CONSTRAINT stock_movement_pkey PRIMARY KEY (id),
    CONSTRAINT stock_movement_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock (sku, warehouse),
    CONSTRAINT stock_movement_type_known CHECK (type IN ('RECEIPT', 'ISSUE', 'ADJUSTMENT', 'TRANSFER', 'RETURN')),
    CONSTRAINT stock_movement_sign_fits_type CHECK (
        CASE type WHEN 'RECEIPT' THEN quantity > 0 WHEN 'RETURN' THEN quantity > 0
                  WHEN 'ISSUE' THEN quantity < 0 ELSE quantity <> 0 END),
    CONSTRAINT stock_movement_on_hand_after_not_negative CHECK (on_hand_after >= 0),
    CONSTRAINT stock_movement_issue_has_order CHECK (type <> 'ISSUE' OR order_id IS NOT NULL),
    CONSTRAINT stock_movement_adjustment_has_reason CHECK (type <> 'ADJUSTMENT' OR reason IS NOT NULL)
);

CREATE INDEX stock_movement_sku_idx ON stock_movement (sku, id);
CREATE INDEX stock_movement_order_idx ON stock_movement (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX stock_movement_at_idx ON stock_movement (at);

CREATE FUNCTION stock_movement_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stock_movement is append-only: correct it with another movement'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stock_movement_append_only';
END $$;

CREATE TRIGGER stock_movement_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement
    FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_refuse_change();
