-- An id tells when its invoice was issued: a period is a range of ids, as it is for orders.
ALTER TABLE invoice ADD CONSTRAINT invoice_issued_with_id
    CHECK (abs(extract(EPOCH FROM issued_at - uuid_extract_timestamp(id))) < 60) NOT VALID;
DROP INDEX invoice_issued_idx;
