CREATE DOMAIN customer_status AS text CONSTRAINT customer_status_known CHECK (VALUE IN ('ACTIVE', 'BLOCKED'));

CREATE TABLE customer (
    id                 uuid            NOT NULL,
    name               text            NOT NULL,
    email              text            NOT NULL,
    phone              text,
    status             customer_status NOT NULL,
    status_reason      text,
    payment_terms_days integer,
    credit_limit       numeric(16, 4),
    credit_currency    currency_code,
    created_at         timestamptz     NOT NULL,
    version            bigint          NOT NULL,
    CONSTRAINT customer_pk PRIMARY KEY (id),
    CONSTRAINT customer_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT customer_email_length CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT customer_phone_length CHECK (length(phone) BETWEEN 5 AND 30),
    CONSTRAINT customer_status_reason_length CHECK (length(status_reason) BETWEEN 1 AND 500),
    CONSTRAINT customer_blocked_for_a_reason CHECK (status <> 'BLOCKED' OR status_reason IS NOT NULL),
    CONSTRAINT customer_payment_terms_in_range CHECK (payment_terms_days BETWEEN 0 AND 365),
    CONSTRAINT customer_credit_limit_not_negative CHECK (credit_limit >= 0.0),
    CONSTRAINT customer_credit_limit_has_currency CHECK ((credit_limit IS NULL) = (credit_currency IS NULL))
);

COMMENT ON TABLE customer IS 'Who buys, and on which terms.';

-- Two people may share a mailbox, so addresses are found by, but not unique.
CREATE INDEX customer_email_idx ON customer (lower(email), id);
-- Few customers are blocked; their list does not look at the others.
CREATE INDEX customer_blocked_idx ON customer (id) WHERE status = 'BLOCKED';
