-- Each move of an order writes an entry into every index, so there are no more than the filters need.
-- An id tells when its order was placed: a period is a range of ids.
ALTER TABLE orders ADD CONSTRAINT orders_placed_with_id
    CHECK (abs(extract(EPOCH FROM placed_at - uuid_extract_timestamp(id))) < 60) NOT VALID;
DROP INDEX orders_by_placed_at;

-- One index for both: the reference is unique in its channel, and found without it. Orders without one are not in it.
ALTER TABLE orders DROP CONSTRAINT orders_external_reference_per_channel;
DROP INDEX orders_by_external_reference;
CREATE UNIQUE INDEX orders_external_reference_per_channel ON orders (external_reference, channel)
    WHERE external_reference IS NOT NULL;
