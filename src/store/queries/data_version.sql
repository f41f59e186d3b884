-- The state of the data of the city that comes first, in three seeks: its last submission, and how many entries of the
-- audit chain are not about an account (each event of an account has one, and both are numbered from 1).
SELECT coalesce((SELECT max(id) FROM submission WHERE city = c.city), 0),
       coalesce((SELECT max(seq) FROM audit WHERE city = c.city), 0) -
       coalesce((SELECT max(id) FROM account_event WHERE city = c.city), 0)
FROM (SELECT city FROM submission ORDER BY city LIMIT 1) AS c
