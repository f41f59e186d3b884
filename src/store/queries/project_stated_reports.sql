-- Stage dates as reports stated them, with the month they are of; read from the index alone.
SELECT project, month, dates FROM project_report
WHERE city = :city AND dates <> '' AND month <= :month AND known_on <= :as_of
ORDER BY project, month, known_on, submission, line
