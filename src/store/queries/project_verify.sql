-- Every row of numbers of the register beside the row that it was read from.
SELECT p.submission, p.line, r.content, p.code, p.name, p.class, p.government, p.area, p.department, p.leader, p.owner,
       p.indicators, p.sample, p.total, p.bonds, p.bonds_issued, p.dates, y.year, y.m01, y.m02, y.m03, y.m04, y.m05,
       y.m06, y.m07, y.m08, y.m09, y.m10, y.m11, y.m12
FROM project AS p
LEFT JOIN city_row AS r ON r.city = p.city AND r.kind = 'projects' AND r.submission = p.submission AND r.line = p.line
LEFT JOIN project_plan AS y ON y.city = p.city AND y.project = p.project AND y.known_on = p.known_on
                            AND y.submission = p.submission AND y.line = p.line
WHERE p.city = :city ORDER BY p.submission, p.line
