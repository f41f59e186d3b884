SELECT project, month, dates FROM project_report
WHERE city = :city AND project = :project AND dates <> '' AND month <= :month AND known_on <= :as_of
ORDER BY project, month, known_on, submission, line
