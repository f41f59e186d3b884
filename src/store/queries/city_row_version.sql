-- The submission whose state of a city table counts on a date: the last one known then, else the first there is;
-- later submissions than :until are not looked at.
SELECT id FROM submission WHERE city = :city AND kind = :kind AND id <= :until
ORDER BY known_on <= :as_of DESC, CASE WHEN known_on <= :as_of THEN known_on ELSE -known_on END DESC,
         CASE WHEN known_on <= :as_of THEN id ELSE -id END DESC
LIMIT 1
