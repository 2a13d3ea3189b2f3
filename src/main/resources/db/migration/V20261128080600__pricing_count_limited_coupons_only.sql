-- Only a limited coupon has a counter; the uses of the others are counted from the orders that have them. Instances of
-- the previous release count them too while they run beside new ones, which do not read that. Buyers typed codes in any
-- case, and in letters of any width.
UPDATE orders SET coupon_codes = ARRAY(
    SELECT upper(btrim(normalize(c.code, NFKC))) FROM unnest(coupon_codes) WITH ORDINALITY AS c (code, place)
    ORDER BY c.place)
 WHERE EXISTS (SELECT FROM unnest(coupon_codes) AS code WHERE code <> upper(btrim(normalize(code, NFKC))));

UPDATE coupon SET used = 0 WHERE max_uses IS NULL AND used > 0;

COMMENT ON TABLE coupon IS
    'The version counts edits by staff only; uses have a counter of their own that placements raise, if they are limited.';

CREATE INDEX order_coupon_by_code ON order_coupon (code, order_id);
