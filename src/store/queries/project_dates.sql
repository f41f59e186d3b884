-- Stage dates as they were stated, oldest month first; read from the index alone.
SELECT project, dates FROM project_report
WHERE city = :city AND dates <> '' AND month <= :month AND known_on <= :as_of
ORDER BY project, month, known_on, submission, line
