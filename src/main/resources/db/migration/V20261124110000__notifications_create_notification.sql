CREATE DOMAIN notification_kind AS text CONSTRAINT notification_kind_known
    CHECK (VALUE IN ('ORDER_CONFIRMED', 'UNITS_SHIPPED'));
CREATE DOMAIN notification_status AS text CONSTRAINT notification_status_known
    CHECK (VALUE IN ('RECORDED', 'SENT', 'FAILED'));
CREATE DOMAIN mail_header AS text CONSTRAINT mail_header_is_one_line CHECK (VALUE !~ '[[:cntrl:]]');

CREATE TABLE notification (
    id              uuid                NOT NULL,
    order_id        uuid                NOT NULL,
    event_id        uuid                NOT NULL,
    kind            notification_kind   NOT NULL,
    recipient       mail_header         NOT NULL,
    subject         mail_header         NOT NULL,
    body            text                NOT NULL,
    status          notification_status NOT NULL,
    attempts        integer             NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error      text,
    created_at      timestamptz         NOT NULL,
    sent_at         timestamptz,
    CONSTRAINT notification_pk PRIMARY KEY (id),
    CONSTRAINT notification_once_per_event UNIQUE (order_id, kind, event_id),
    CONSTRAINT notification_sent_has_time CHECK ((status = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT notification_recorded_is_due CHECK ((status = 'RECORDED') = (next_attempt_at IS NOT NULL))
);

COMMENT ON TABLE notification IS
    'What was written to buyers. A mail is recorded first and sent afterwards, outside of any transaction.';

CREATE INDEX notification_due ON notification (next_attempt_at) WHERE status = 'RECORDED';
-- Mails that were given up are counted for the metrics.
CREATE INDEX notification_failed ON notification (id) WHERE status = 'FAILED';
