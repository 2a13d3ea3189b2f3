-- What tells of other channels, or of what is kept about a customer, becomes the internal part of a finding.
UPDATE order_verification v
   SET findings = (
       SELECT jsonb_agg(CASE WHEN r.told IS NULL THEN r.finding
                             ELSE r.finding || jsonb_build_object('internal', r.finding -> 'evidence', 'evidence', r.told)
                        END ORDER BY r.position)
         FROM (SELECT f.finding, f.position, CASE
                   WHEN f.finding ->> 'check' = 'CREDIT' AND f.finding ->> 'evidence' ~ 'credit (limit|used)'
                   THEN CASE f.finding ->> 'outcome' WHEN 'PASS' THEN 'The order is within the customer''s credit.'
                             ELSE 'The order is more than what is left of the customer''s credit.' END
                   WHEN f.finding ->> 'check' = 'CUSTOMER' AND f.finding ->> 'evidence' LIKE '% is blocked: %'
                   THEN split_part(f.finding ->> 'evidence', ' is blocked: ', 1) || ' is blocked.'
                   WHEN f.finding ->> 'check' = 'DUPLICATE' AND f.finding ->> 'outcome' = 'WARN'
                   THEN 'An order of the same buyer has the same lines and is little older.'
               END AS told
                 FROM jsonb_array_elements(v.findings) WITH ORDINALITY AS f (finding, position)) r)
 WHERE v.findings @? '$[*] ? ((@.check == "CREDIT" && @.evidence like_regex "credit (limit|used)")
                           || (@.check == "CUSTOMER" && @.evidence like_regex " is blocked: ")
                           || (@.check == "DUPLICATE" && @.outcome == "WARN"))';
