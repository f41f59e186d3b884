-- The last month that any project reported, as known on a day; 0 when none did.
SELECT coalesce(max(month), 0) FROM project_report WHERE city = :city AND known_on <= :as_of
