-- Nearly all calls of the gateway succeed; the list of the others does not look at them.
CREATE INDEX payment_intent_not_succeeded_idx ON payment_intent (state, id) WHERE state <> 'SUCCEEDED';
