-- Counts uses of coupons, up or down, where they are limited; gives the codes of those that may be used, limited or not.
--
-- Three statements: the second waits for others who use a limited coupon, the third sees what they have left. Whether a
-- coupon is limited is certain from the first on, which waits only for who changes that.
--
-- psql runs this file as it is and keeps nothing.
\set AUTOCOMMIT off
-- side by side: code, 1 or -1
\set codes 'ARRAY[''WELCOME10'']::text[]'
\set changes 'ARRAY[1]::integer[]'

SELECT pg_advisory_xact_lock_shared(22286, k.key)
FROM (SELECT DISTINCT hashtext(code) AS key FROM unnest(:codes) AS code ORDER BY 1) k;

SELECT FROM coupon WHERE code = ANY (:codes) AND max_uses IS NOT NULL
ORDER BY code
FOR NO KEY UPDATE;

WITH counted AS (
    UPDATE coupon c SET used = c.used + u.change
    FROM unnest(:codes, :changes) AS u (code, change)
    WHERE c.code = u.code AND c.max_uses IS NOT NULL
      AND CASE WHEN u.change > 0 THEN c.active AND c.used < c.max_uses ELSE c.used > 0 END
    RETURNING c.code)
SELECT code FROM coupon
WHERE code = ANY (:codes) AND ((max_uses IS NULL AND active) OR code IN (SELECT code FROM counted));
