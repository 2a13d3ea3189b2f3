CREATE DOMAIN source_code AS text
    CONSTRAINT source_code_form CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(VALUE) <= 40);

-- A source of its own: not the one that a channel has by default, which orders leave out.
CREATE DOMAIN further_source AS source_code
    CONSTRAINT further_source_is_no_default CHECK (VALUE NOT IN ('web', 'phone', 'email', 'in-person', 'marketplace', 'api'));

CREATE TABLE source (
    code    source_code NOT NULL,
    channel channel     NOT NULL,
    name    text        NOT NULL,
    active  boolean     NOT NULL,
    version bigint      NOT NULL DEFAULT 0,
    CONSTRAINT source_pk PRIMARY KEY (code),
    CONSTRAINT source_code_channel_unique UNIQUE (code, channel),
    CONSTRAINT source_name_length CHECK (length(name) BETWEEN 1 AND 100)
);

COMMENT ON TABLE source IS
    'A shop or a marketplace within a channel. Each channel has one by default, whose code is the channel''s name.';

INSERT INTO source (code, channel, name, active) VALUES
    ('web', 'WEB', 'Web shop', true),
    ('phone', 'PHONE', 'Telephone', true),
    ('email', 'EMAIL', 'E-mail', true),
    ('in-person', 'IN_PERSON', 'In person', true),
    ('marketplace', 'MARKETPLACE', 'Marketplace', true),
    ('api', 'API', 'API', true);

CREATE TRIGGER source_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON source
    FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();
