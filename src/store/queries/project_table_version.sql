-- The submission whose state of a table of the projects counts on a date; see city_row_version.
SELECT id FROM submission WHERE city = :city AND kind = :kind
ORDER BY known_on <= :as_of DESC, CASE WHEN known_on <= :as_of THEN known_on ELSE -known_on END DESC,
         CASE WHEN known_on <= :as_of THEN id ELSE -id END DESC
LIMIT 1
