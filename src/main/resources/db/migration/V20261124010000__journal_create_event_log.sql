CREATE DOMAIN event_type AS text CONSTRAINT event_type_is_a_name
    CHECK (VALUE ~ '^[A-Z][A-Za-z0-9]*$' AND length(VALUE) <= 100);
CREATE DOMAIN event_payload AS jsonb CONSTRAINT event_payload_is_an_object CHECK (jsonb_typeof(VALUE) = 'object');

-- Readers find events by (tx, position). Rows below the oldest running transaction are complete.
CREATE TABLE event_log (
    position       bigint        NOT NULL GENERATED ALWAYS AS IDENTITY,
    tx             xid8          NOT NULL DEFAULT pg_current_xact_id(),
    id             uuid          NOT NULL,
    type           event_type    NOT NULL,
    order_id       uuid,
    order_sequence ordinal,
    occurred_at    timestamptz   NOT NULL,
    actor          text          NOT NULL,
    payload        event_payload NOT NULL,
    CONSTRAINT event_log_pk PRIMARY KEY (tx, position),
    CONSTRAINT event_log_id UNIQUE (id),
    CONSTRAINT event_log_order_sequence UNIQUE (order_id, order_sequence),
    CONSTRAINT event_log_numbered_per_order CHECK ((order_id IS NULL) = (order_sequence IS NULL))
);

COMMENT ON TABLE event_log IS 'The append-only log of facts. tx is the key by which readers see events in the order of '
    'their commits: the id of the writing transaction, but never less than that of the order''s previous event.';

CREATE INDEX event_log_by_type ON event_log (type, tx, position);

CREATE FUNCTION event_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event_log is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_log_append_only';
END
$$;

CREATE TRIGGER event_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse_change();

CREATE TABLE event_consumer (
    name            text        NOT NULL,
    tx              xid8        NOT NULL DEFAULT '0',
    position        bigint      NOT NULL DEFAULT 0,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    CONSTRAINT event_consumer_pk PRIMARY KEY (name),
    CONSTRAINT event_consumer_waits_after_failure CHECK (attempts >= 0 AND (attempts = 0) = (next_attempt_at IS NULL))
);

COMMENT ON TABLE event_consumer IS 'How far each watcher has come in the feed.';

CREATE TABLE event_parked (
    id             uuid        NOT NULL,
    consumer       text        NOT NULL,
    event_id       uuid        NOT NULL,
    error          text        NOT NULL,
    summary        text        NOT NULL,
    attempts       integer     NOT NULL,
    parked_at      timestamptz NOT NULL,
    resolved_at    timestamptz,
    resolved_by    text,
    CONSTRAINT event_parked_pk PRIMARY KEY (id),
    CONSTRAINT event_parked_once UNIQUE (consumer, event_id),
    CONSTRAINT event_parked_consumer_exists FOREIGN KEY (consumer) REFERENCES event_consumer (name),
    CONSTRAINT event_parked_event_exists FOREIGN KEY (event_id) REFERENCES event_log (id),
    CONSTRAINT event_parked_after_attempts CHECK (attempts > 0),
    CONSTRAINT event_parked_resolved_by_somebody CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);

COMMENT ON TABLE event_parked IS 'Events that a watcher could not handle.';

CREATE INDEX event_parked_open ON event_parked (id) WHERE resolved_at IS NULL;
