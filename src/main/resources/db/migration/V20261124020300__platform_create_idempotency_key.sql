CREATE TABLE idempotency_key (
	caller       text        NOT NULL,
	operation    text        NOT NULL,
	key          text        NOT NULL,
	fingerprint  bytea       NOT NULL,
	state        text        NOT NULL,
	subject      uuid,
	status       integer     NOT NULL,
	location     text,
	etag         text,
	body         bytea       NOT NULL,
	created_at   timestamptz NOT NULL,
	CONSTRAINT idempotency_key_pk PRIMARY KEY (caller, operation, key),
	CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 200),
	CONSTRAINT idempotency_key_fingerprint_is_sha256 CHECK (length(fingerprint) = 32),
	CONSTRAINT idempotency_key_state_known CHECK (state IN ('AWAITING', 'FINAL')),
	CONSTRAINT idempotency_key_awaits_a_subject CHECK (state <> 'AWAITING' OR subject IS NOT NULL),
	CONSTRAINT idempotency_key_keeps_successes CHECK (status BETWEEN 200 AND 299)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
