-- Answers quote people. Each says which order or customer it is about, so that it can be forgotten with the person.
UPDATE idempotency_key
   SET subject = CAST(coalesce(substring(encode(body, 'escape') FROM '"orderId":"([0-9a-f]{8}-[0-9a-f-]{27})"'),
                               substring(encode(body, 'escape') FROM '^\{"id":"([0-9a-f]{8}-[0-9a-f-]{27})"')) AS uuid)
 WHERE subject IS NULL;

CREATE INDEX idempotency_key_by_subject ON idempotency_key (subject) WHERE subject IS NOT NULL;
