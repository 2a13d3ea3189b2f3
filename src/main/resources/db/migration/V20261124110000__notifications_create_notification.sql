-- What was written to buyers. A mail is recorded first and sent afterwards, outside of any transaction.
CREATE TABLE notification (
    id              uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    event_id        uuid        NOT NULL,
    kind            text        NOT NULL,
    recipient       text        NOT NULL,
    subject         text        NOT NULL,
    body            text        NOT NULL,
    status          text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error      text,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz,
    CONSTRAINT notification_pk PRIMARY KEY (id),
    CONSTRAINT notification_once_per_event UNIQUE (order_id, kind, event_id),
    CONSTRAINT notification_kind CHECK (kind IN ('ORDER_CONFIRMED', 'UNITS_SHIPPED')),
    CONSTRAINT notification_status CHECK (status IN ('RECORDED', 'SENT', 'FAILED')),
    CONSTRAINT notification_headers_are_one_line CHECK (recipient !~ '[[:cntrl:]]' AND subject !~ '[[:cntrl:]]'),
    CONSTRAINT notification_sent_has_time CHECK ((status = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT notification_recorded_is_due CHECK ((status = 'RECORDED') = (next_attempt_at IS NOT NULL))
);

CREATE INDEX notification_due ON notification (next_attempt_at) WHERE status = 'RECORDED';
