-- The last month reported before a month, and what had been invested to date then.
SELECT month, to_date, invested, known_on FROM project_report
WHERE city = :city AND project = :project AND month <= :month AND known_on <= :as_of
ORDER BY month DESC, known_on DESC, submission DESC, line DESC LIMIT 1
