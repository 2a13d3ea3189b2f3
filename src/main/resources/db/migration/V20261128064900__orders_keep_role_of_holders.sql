ALTER TABLE order_hold ADD COLUMN placed_by_role role;

COMMENT ON COLUMN order_hold.placed_by_role IS 'Decides who may release it; unknown of some holds of before.';

UPDATE order_hold h SET placed_by_role = 'OPS' WHERE h.placed_by = 'system';

UPDATE order_hold h SET placed_by_role = k.role
  FROM (SELECT name, min(role) AS role FROM api_key GROUP BY name HAVING count(DISTINCT role) = 1) k
 WHERE k.name = h.placed_by AND h.placed_by_role IS NULL;
