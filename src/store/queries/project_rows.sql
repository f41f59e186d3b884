-- Rows of the register as they were handed in, of one project (:project > 0) or of all, oldest version first.
SELECT x.submission, x.line, x.known_on, x.project, x.year, r.content, u.received_by, u.received_at, u.file
FROM (SELECT p.city, p.submission, p.line, p.known_on, p.project, coalesce(y.year, 0) AS year FROM project AS p
      LEFT JOIN project_plan AS y ON y.city = p.city AND y.project = p.project AND y.submission = p.submission
                                  AND y.line = p.line AND y.known_on = p.known_on) AS x
JOIN city_row AS r ON r.city = x.city AND r.kind = 'projects' AND r.submission = x.submission AND r.line = x.line
JOIN submission AS u ON u.city = x.city AND u.id = x.submission
WHERE x.city = :city AND x.known_on <= :as_of AND (:project = 0 OR x.project = :project)
ORDER BY x.project, x.year, x.known_on, x.submission, x.line
