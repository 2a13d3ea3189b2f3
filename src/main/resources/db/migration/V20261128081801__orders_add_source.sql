-- Absent: the default source of the channel, so that orders of before need no change and those without pay nothing.
ALTER TABLE orders
    ADD COLUMN source further_source,
    ADD CONSTRAINT orders_source_of_channel FOREIGN KEY (source, channel) REFERENCES source (code, channel);

-- A page of the orders of one source, of one status or of any.
CREATE INDEX orders_by_source_and_status ON orders (source, status, id) WHERE source IS NOT NULL;

-- Two shops of one channel number their orders by themselves.
DROP INDEX orders_external_reference_per_channel;
CREATE UNIQUE INDEX orders_external_reference_per_source
    ON orders (reference_form, channel, source, reference_repetition)
    NULLS NOT DISTINCT WHERE reference_form IS NOT NULL;
