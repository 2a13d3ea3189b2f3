-- Raised with each change of data that placements read and hardly anybody writes, so that instances may keep them in
-- memory and still see every change at once. Tables that are read that way get the trigger below.
CREATE TABLE reference_version (
    only_row boolean NOT NULL DEFAULT true,
    version  bigint  NOT NULL,
    CONSTRAINT reference_version_pk PRIMARY KEY (only_row),
    CONSTRAINT reference_version_only_one CHECK (only_row)
);

INSERT INTO reference_version (version) VALUES (1);

CREATE FUNCTION reference_data_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE reference_version SET version = version + 1;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY ['product', 'product_price', 'product_service', 'product_service_price',
            'currency_setting', 'tax_rate', 'delivery_method', 'delivery_rate'] LOOP
        EXECUTE format('CREATE TRIGGER %1$s_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %1$s
            FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed()', name);
    END LOOP;
END
$$;
