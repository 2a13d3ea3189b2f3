ALTER TABLE idempotency_key ADD COLUMN bound_to text NOT NULL DEFAULT '';

COMMENT ON COLUMN idempotency_key.bound_to IS
    'What the caller was bound to when it got the answer; nobody who is bound to something else gets it again.';

-- answers of before: of callers all of whose keys are bound to the same
UPDATE idempotency_key k SET bound_to = c.channel
  FROM (SELECT name, min(channel) AS channel FROM api_key
         GROUP BY name HAVING count(channel) = count(*) AND count(DISTINCT channel) = 1) c
 WHERE c.name = k.caller;

-- the secrets of API keys were kept with the answers
UPDATE idempotency_key
   SET body = convert_to((convert_from(body, 'UTF8')::jsonb - 'secret'
                          || '{"remedy": "The secret was told once, in the first answer, and is not kept."}')::text, 'UTF8')
 WHERE operation = 'issueApiKey' AND body <> '';
