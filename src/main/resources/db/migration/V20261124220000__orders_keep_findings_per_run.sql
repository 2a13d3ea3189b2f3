-- What a verification found is written and read as a whole: one row for each run instead of one for each check.
CREATE TABLE order_verification (
    order_id   uuid        NOT NULL,
    run        integer     NOT NULL,
    checked_at timestamptz NOT NULL,
    findings   jsonb       NOT NULL,
    CONSTRAINT order_verification_pk PRIMARY KEY (order_id, run),
    CONSTRAINT order_verification_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_verification_run_positive CHECK (run > 0),
    CONSTRAINT order_verification_outcomes_known CHECK (findings @? '$[*]' AND NOT findings @?
        '$[*] ? (!(@.outcome == "PASS" || @.outcome == "WARN" || @.outcome == "FAIL"))'),
    CONSTRAINT order_verification_failures_have_remedies CHECK (NOT findings @?
        '$[*] ? (@.outcome == "FAIL" && !exists(@.remedy))')
);

INSERT INTO order_verification (order_id, run, checked_at, findings)
SELECT order_id, run, max(checked_at),
       jsonb_agg(jsonb_strip_nulls(jsonb_build_object('check', check_name, 'outcome', outcome, 'evidence', evidence,
           'remedy', remedy, 'overridden', overridden)) ORDER BY position)
  FROM order_finding
 GROUP BY order_id, run;

DROP TABLE order_finding;
