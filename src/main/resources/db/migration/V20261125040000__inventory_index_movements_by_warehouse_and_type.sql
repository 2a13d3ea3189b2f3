-- A page of the ledger costs the same however long it is: of a warehouse where little moves, of what is not an issue (two
-- of three movements are one), and of a period.
CREATE INDEX stock_movement_warehouse_idx ON stock_movement (warehouse, id);
CREATE INDEX stock_movement_rare_type_idx ON stock_movement (type, id) WHERE type <> 'ISSUE';
CREATE INDEX stock_movement_at_id_idx ON stock_movement (at, id);
DROP INDEX stock_movement_at_idx;
