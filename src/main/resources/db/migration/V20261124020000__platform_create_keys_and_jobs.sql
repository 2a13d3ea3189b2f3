CREATE DOMAIN sha256 AS bytea CONSTRAINT sha256_length CHECK (length(VALUE) = 32);
CREATE DOMAIN role AS text CONSTRAINT role_known CHECK (VALUE IN ('STOREFRONT', 'OPS', 'FINANCE', 'PARTNER', 'ADMIN'));

CREATE TABLE first_start (
    only_row   boolean     NOT NULL DEFAULT true,
    demo_data  boolean     NOT NULL,
    started_at timestamptz NOT NULL,
    CONSTRAINT first_start_pk PRIMARY KEY (only_row),
    CONSTRAINT first_start_only_one CHECK (only_row)
);

COMMENT ON TABLE first_start IS
    'One row, written when a database meets the service for the first time: demo data are loaded then or never.';

CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    state                text,
    CONSTRAINT scheduled_tasks_pk PRIMARY KEY (task_name, task_instance)
);

COMMENT ON TABLE scheduled_tasks IS 'The table of db-scheduler: what is due when, and which instance has picked it.';

CREATE INDEX scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

CREATE TABLE api_key (
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    key_hash   sha256      NOT NULL,
    role       role        NOT NULL,
    channel    channel,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_key_pkey PRIMARY KEY (id),
    CONSTRAINT api_key_hash_unique UNIQUE (key_hash),
    CONSTRAINT api_key_name_length CHECK (length(name) BETWEEN 1 AND 100)
);

COMMENT ON TABLE api_key IS 'Who may call, in which role, and for which channel only. The key itself is not kept.';

CREATE DOMAIN idempotency_key_text AS text CONSTRAINT idempotency_key_length CHECK (length(VALUE) BETWEEN 1 AND 200);
CREATE DOMAIN idempotency_state AS text CONSTRAINT idempotency_state_known CHECK (VALUE IN ('AWAITING', 'FINAL'));
CREATE DOMAIN success_status AS integer CONSTRAINT success_status_range CHECK (VALUE BETWEEN 200 AND 299);

CREATE TABLE idempotency_key (
    caller      text                 NOT NULL,
    operation   text                 NOT NULL,
    key         idempotency_key_text NOT NULL,
    fingerprint sha256               NOT NULL,
    state       idempotency_state    NOT NULL,
    subject     uuid,
    status      success_status       NOT NULL,
    location    text,
    etag        text,
    body        bytea                NOT NULL,
    created_at  timestamptz          NOT NULL,
    CONSTRAINT idempotency_key_pk PRIMARY KEY (caller, operation, key),
    CONSTRAINT idempotency_key_awaits_a_subject CHECK (state <> 'AWAITING' OR subject IS NOT NULL)
);

COMMENT ON TABLE idempotency_key IS 'The answers of commands that succeeded, for whoever repeats them.';

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- Tables whose rows instances keep in memory get a trigger that calls the function: every change is seen at once.
CREATE TABLE reference_version (
    only_row boolean NOT NULL DEFAULT true,
    version  bigint  NOT NULL,
    CONSTRAINT reference_version_pk PRIMARY KEY (only_row),
    CONSTRAINT reference_version_only_one CHECK (only_row)
);

COMMENT ON TABLE reference_version IS
    'Raised with each change of data that placements read and hardly anybody writes (*_changed).';

INSERT INTO reference_version (version) VALUES (1);

CREATE FUNCTION reference_data_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE reference_version SET version = version + 1;
    RETURN NULL;
END
$$;

-- Not logged: after a crash of the database everybody has the whole quota again, which does no harm.
CREATE UNLOGGED TABLE rate_limit_bucket (
    id         text   NOT NULL,
    state      bytea,
    expires_at bigint,
    CONSTRAINT rate_limit_bucket_pk PRIMARY KEY (id)
);

COMMENT ON TABLE rate_limit_bucket IS
    'What is left of each caller''s quota in the current window, shared by all instances. The state is bucket4j''s own.';
