-- A page of a channel's orders of one status, although the newest of the channel are of another: one index in place of
-- the one without the status.
CREATE INDEX orders_by_channel_and_status ON orders (channel, status, id);
DROP INDEX orders_by_channel;
