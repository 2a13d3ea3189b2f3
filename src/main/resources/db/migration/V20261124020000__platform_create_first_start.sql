-- One row, written when a database meets the service for the first time: demo data are loaded then or never.
CREATE TABLE first_start (
    only_row   boolean     NOT NULL DEFAULT true,
    demo_data  boolean     NOT NULL,
    started_at timestamptz NOT NULL,
    CONSTRAINT first_start_pk PRIMARY KEY (only_row),
    CONSTRAINT first_start_only_one CHECK (only_row)
);
