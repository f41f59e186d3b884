-- Reports as they were handed in, of one project (:project > 0) or of all, oldest version first.
SELECT x.submission, x.line, x.known_on, x.project, x.month, r.content, u.received_by, u.received_at, u.file
FROM project_report AS x
JOIN city_row AS r ON r.city = x.city AND r.kind = 'project_reports' AND r.submission = x.submission AND r.line = x.line
JOIN submission AS u ON u.city = x.city AND u.id = x.submission
WHERE x.city = :city AND x.known_on <= :as_of AND (:project = 0 OR x.project = :project)
ORDER BY x.project, x.month, x.known_on, x.submission, x.line
