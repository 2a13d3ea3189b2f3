-- What is left of each caller's quota in the current window, shared by all instances. The state is bucket4j's own. The
-- table is not logged: after a crash of the database everybody has the whole quota again, which does no harm.
CREATE UNLOGGED TABLE rate_limit_bucket (
    id         text   NOT NULL,
    state      bytea,
    expires_at bigint,
    CONSTRAINT rate_limit_bucket_pk PRIMARY KEY (id)
);
