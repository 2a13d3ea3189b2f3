-- How far each watcher has come in the feed, and what it could not handle.
CREATE TABLE event_consumer (
    name            text        NOT NULL,
    tx              xid8        NOT NULL DEFAULT '0',
    position        bigint      NOT NULL DEFAULT 0,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    CONSTRAINT event_consumer_pk PRIMARY KEY (name),
    CONSTRAINT event_consumer_waits_after_failure CHECK (attempts >= 0 AND (attempts = 0) = (next_attempt_at IS NULL))
);

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

CREATE INDEX event_parked_open ON event_parked (id) WHERE resolved_at IS NULL;
