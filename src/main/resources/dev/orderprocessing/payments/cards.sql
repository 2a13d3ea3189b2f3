-- How an order stands with the cards that were to pay for it: CardStanding.
--
-- psql runs this file as it is and keeps nothing.
\set AUTOCOMMIT off
\set order '''01990000-0000-7000-8000-000000000001''::uuid'
\set currency '''EUR''::text'
\set now 'now()'

WITH card AS (
    SELECT *, amount - captured - capturing - voided - voiding - void_refused AS free,
        status = 'AUTHORIZED' AND NOT dead AND expires_at > :now AS live
    FROM payment WHERE order_id = :order AND currency = :currency AND method = 'CARD'),
latest AS (
    SELECT status, authorization_id, reason FROM card ORDER BY id DESC LIMIT 1),
intent AS (
    SELECT coalesce(bool_or(state = 'PENDING'), false) AS to_call, coalesce(bool_or(state = 'UNKNOWN'), false) AS unanswered
    FROM payment_intent
    WHERE order_id = :order AND operation <> 'REFUND' AND state IN ('PENDING', 'UNKNOWN'))
SELECT coalesce(sum(free) FILTER (WHERE live), 0) AS authorized,
    coalesce(sum(free) FILTER (WHERE live AND renewal_ordered), 0) AS ending,
    coalesce(sum(capturing), 0) AS capturing,
    coalesce(sum(amount) FILTER (WHERE status = 'AUTHORIZATION_PENDING'), 0) AS asked,
    coalesce(sum(void_refused) FILTER (WHERE status = 'AUTHORIZED' AND expires_at > :now), 0) AS refused,
    (SELECT to_call FROM intent) AS to_call, (SELECT unanswered FROM intent) AS unanswered,
    coalesce((SELECT CASE WHEN status = 'DECLINED' AND authorization_id IS NULL THEN 'AUTHORIZATION_DECLINED'
            WHEN status = 'DECLINED' THEN 'CAPTURE_DECLINED'
            WHEN status IN ('VOIDED', 'EXPIRED') THEN 'GIVEN_UP'
            WHEN status IN ('AUTHORIZED', 'CAPTURED') THEN 'MADE' END FROM latest), 'NONE') AS last,
    (SELECT reason FROM latest WHERE status = 'DECLINED') AS reason
FROM card;
