-- The same to people is the same: letters of any width and case, spaces of any kind and number.
CREATE FUNCTION reference_form(reference text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN lower(btrim(regexp_replace(normalize(reference, NFKC), '\s+', ' ', 'g')) COLLATE pg_c_utf8);

ALTER TABLE orders
    ADD COLUMN reference_form text GENERATED ALWAYS AS (reference_form(external_reference)) STORED,
    ADD COLUMN reference_repetition integer NOT NULL DEFAULT 0;

COMMENT ON COLUMN orders.reference_form IS 'The external reference as it is compared.';

COMMENT ON COLUMN orders.reference_repetition IS
    '0 but for orders from before references were compared in one form that repeat the one of an older order.';

UPDATE orders o SET reference_repetition = r.repetition
  FROM (SELECT id, row_number() OVER (PARTITION BY reference_form, channel ORDER BY id) - 1 AS repetition
          FROM orders WHERE reference_form IS NOT NULL) r
 WHERE r.id = o.id AND r.repetition > 0;

DROP INDEX orders_external_reference_per_channel;
CREATE UNIQUE INDEX orders_external_reference_per_channel
    ON orders (reference_form, channel, reference_repetition) WHERE reference_form IS NOT NULL;
