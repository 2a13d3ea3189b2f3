-- Orders whose milestone is not what the counts of their lines say, or that have no lines, each with its milestone; none
-- in sound books.
--
-- psql runs this file as it is. It reads every order.

SELECT o.number || ' ' || o.status
  FROM orders o
  LEFT JOIN (SELECT order_id, sum(ordered - cancelled) AS live,
                    bool_and(fulfilled = ordered - cancelled) AS fulfilled,
                    bool_and(shipped = ordered - cancelled) AS shipped,
                    bool_and(invoiced = ordered - cancelled) AS invoiced
               FROM order_line GROUP BY 1) l ON l.order_id = o.id
 WHERE l.order_id IS NULL
    OR CASE o.status WHEN 'CANCELLED' THEN l.live <> 0
                     WHEN 'PLACED' THEN l.live = 0
                     WHEN 'VERIFIED' THEN l.live = 0 OR l.fulfilled
                     WHEN 'FULFILLED' THEN l.live = 0 OR NOT l.fulfilled OR l.shipped
                     WHEN 'SHIPPED' THEN l.live = 0 OR NOT l.shipped OR l.invoiced
                     ELSE l.live = 0 OR NOT l.invoiced END;
