-- Packed units belong to a line, and are read along with it.
ALTER TABLE order_packing ADD COLUMN order_line_id uuid;

UPDATE order_packing p SET order_line_id = l.id
  FROM order_line l WHERE l.order_id = p.order_id AND l.line_number = p.line_number;

ALTER TABLE order_packing
    ALTER COLUMN order_line_id SET NOT NULL,
    DROP CONSTRAINT order_packing_line_fk,
    DROP CONSTRAINT order_packing_once,
    DROP COLUMN line_number,
    ADD CONSTRAINT order_packing_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line (id),
    ADD CONSTRAINT order_packing_once UNIQUE (order_line_id, warehouse);
