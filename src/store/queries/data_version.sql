-- The state of the data of the city that comes first, in two seeks.
SELECT coalesce((SELECT max(id) FROM submission WHERE city = c.city), 0),
       coalesce((SELECT max(seq) FROM audit WHERE city = c.city), 0)
FROM (SELECT city FROM submission ORDER BY city LIMIT 1) AS c
