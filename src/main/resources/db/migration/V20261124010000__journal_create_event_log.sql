-- The append-only log of facts.
-- tx is the key by which readers see events in the order of their commits: the id of the writing transaction, but
-- never less than that of the order's previous event. Rows below the oldest running transaction are complete.
CREATE TABLE event_log (
    position       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    tx             xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id             uuid        NOT NULL,
    type           text        NOT NULL,
    order_id       uuid,
    order_sequence integer,
    occurred_at    timestamptz NOT NULL,
    actor          text        NOT NULL,
    payload        jsonb       NOT NULL,
    CONSTRAINT event_log_pk PRIMARY KEY (position),
    CONSTRAINT event_log_id UNIQUE (id),
    CONSTRAINT event_log_order_sequence UNIQUE (order_id, order_sequence),
    CONSTRAINT event_log_numbered_per_order CHECK ((order_id IS NULL) = (order_sequence IS NULL)),
    CONSTRAINT event_log_sequence_starts_at_one CHECK (order_sequence >= 1),
    CONSTRAINT event_log_type_is_a_name CHECK (type ~ '^[A-Z][A-Za-z0-9]{0,99}$'),
    CONSTRAINT event_log_payload_is_an_object CHECK (jsonb_typeof(payload) = 'object')
);

CREATE INDEX event_log_by_commit ON event_log (tx, position);
CREATE INDEX event_log_by_type ON event_log (type, tx, position);

CREATE FUNCTION event_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event_log is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_log_append_only';
END
$$;

CREATE TRIGGER event_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse_change();
