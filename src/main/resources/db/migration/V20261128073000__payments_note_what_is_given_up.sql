ALTER DOMAIN payment_status DROP CONSTRAINT payment_status_known;
ALTER DOMAIN payment_status ADD CONSTRAINT payment_status_known CHECK (VALUE IN
    ('AUTHORIZATION_PENDING', 'AUTHORIZED', 'DECLINED', 'VOIDED', 'EXPIRED', 'CAPTURE_PENDING', 'CAPTURED', 'RECEIVED'));

ALTER TABLE payment
    ADD COLUMN voiding         numeric(16, 4) NOT NULL DEFAULT 0,
    ADD COLUMN voided          numeric(16, 4) NOT NULL DEFAULT 0,
    ADD COLUMN void_refused    numeric(16, 4) NOT NULL DEFAULT 0,
    ADD COLUMN void_refusals   integer        NOT NULL DEFAULT 0,
    ADD COLUMN void_again_at   timestamptz,
    ADD COLUMN dead            boolean        NOT NULL DEFAULT false,
    ADD COLUMN expires_at      timestamptz,
    ADD COLUMN renewal_ordered boolean        NOT NULL DEFAULT false,
    DROP CONSTRAINT payment_captured_within_authorized,
    DROP CONSTRAINT payment_only_authorizations_are_captured;

-- What the release before has done about authorisations.
UPDATE payment p SET
    voided = CASE WHEN p.status = 'VOIDED' THEN p.amount - p.captured - p.capturing ELSE 0 END,
    voiding = CASE WHEN p.status = 'AUTHORIZED' THEN coalesce((SELECT sum(i.amount) FROM payment_intent i
        WHERE i.payment_id = p.id AND i.operation = 'VOID' AND i.state IN ('PENDING', 'UNKNOWN')), 0) ELSE 0 END,
    dead = EXISTS (SELECT 1 FROM payment c WHERE c.authorization_id = p.id AND c.status = 'DECLINED'),
    expires_at = CASE WHEN p.status IN ('AUTHORIZED', 'VOIDED') THEN p.created_at + interval '7 days' END
WHERE p.authorization_id IS NULL AND p.status IN ('AUTHORIZED', 'VOIDED');

-- What it has forgotten to give up, is asked for by the job: all of orders that have ended and of cards that declined
-- a capture, and what exceeds the balance of the others, the oldest first.
UPDATE payment p SET void_refused = f.excess, void_again_at = now()
FROM (
    SELECT a.id, CASE WHEN a.dead THEN a.free
        ELSE least(a.free, greatest(0, a.held_before + a.free - a.excess_from)) END AS excess
    FROM (
        SELECT p.id, p.dead, p.amount - p.captured - p.capturing - p.voided - p.voiding AS free,
            CASE WHEN o.status IN ('CONFIRMED', 'CANCELLED') THEN 0 ELSE greatest(0, o.grand_total - o.paid_amount) END
                - coalesce(sum(p.capturing) OVER (PARTITION BY p.order_id), 0) AS excess_from,
            coalesce(sum(CASE WHEN p.dead THEN 0 ELSE p.amount - p.captured - p.capturing - p.voided - p.voiding END)
                OVER (PARTITION BY p.order_id ORDER BY p.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                AS held_before
        FROM payment p JOIN orders o ON o.id = p.order_id
        WHERE p.status = 'AUTHORIZED') a) f
WHERE f.id = p.id AND f.excess > 0;

ALTER TABLE payment
    DROP COLUMN void_requested,
    ADD CONSTRAINT payment_captured_within_authorized
        CHECK (least(capturing, captured, voiding, voided, void_refused) >= 0.0
            AND capturing + captured + voiding + voided + void_refused <= amount),
    ADD CONSTRAINT payment_only_authorizations_are_captured
        CHECK (capturing + captured + voiding + voided + void_refused = 0.0
            OR status = ANY ('{AUTHORIZED,VOIDED,EXPIRED}')),
    ADD CONSTRAINT payment_authorization_expires CHECK (status <> 'AUTHORIZED' OR expires_at IS NOT NULL),
    ADD CONSTRAINT payment_refused_void_is_tried_again CHECK (void_again_at IS NULL OR void_refused > 0.0);

CREATE INDEX payment_void_again_idx ON payment (void_again_at) WHERE void_again_at IS NOT NULL;
-- of most authorisations nothing is left
CREATE INDEX payment_expiring_idx ON payment (expires_at) WHERE status = 'AUTHORIZED' AND captured + voided < amount;

-- An order says that it waits for the gateway only while there is something to wait for, and that an authorisation was
-- given up only when it was.
UPDATE orders o SET payment_status = CASE
        WHEN o.status = 'CANCELLED' AND EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id
            AND p.status = 'AUTHORIZED' AND p.amount > p.captured) THEN 'AUTHORIZED'
        WHEN o.status = 'CANCELLED' AND o.paid_amount > 0 THEN 'PAID'
        WHEN o.status = 'CANCELLED' AND EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id
            AND p.status = 'VOIDED') THEN 'VOIDED'
        WHEN o.status = 'CANCELLED' THEN 'OPEN'
        WHEN o.paid_amount >= o.grand_total THEN 'PAID'
        WHEN (SELECT sum(p.amount - p.captured - p.capturing - p.voided - p.voiding - p.void_refused) FROM payment p
              WHERE p.order_id = o.id AND p.status = 'AUTHORIZED') >= o.grand_total - o.paid_amount THEN 'AUTHORIZED'
        ELSE 'OPEN' END
WHERE o.payment_status IN ('PENDING', 'UNKNOWN', 'VOIDED')
    AND NOT EXISTS (SELECT 1 FROM payment_intent i
                    WHERE i.order_id = o.id AND i.operation <> 'REFUND' AND i.state IN ('PENDING', 'UNKNOWN'));

ALTER TABLE simulated_gateway_operation ADD COLUMN token text,
    ADD CONSTRAINT simulated_gateway_operation_token CHECK (token IS NULL OR operation = 'AUTHORIZE');

COMMENT ON COLUMN simulated_gateway_operation.token IS 'Of the simulation, by which it knows how to answer; never a real one.';

CREATE INDEX payment_void_refused_idx ON payment (id) WHERE void_refused > 0 AND status = 'AUTHORIZED';
