-- Every row of numbers of a report beside the row that it was read from.
SELECT p.submission, p.line, r.content, d.code, p.month, p.invested, p.to_date, p.entered, p.funds_due, p.funds_in,
       p.bonds_used, p.dates
FROM project_report AS p JOIN dimension AS d ON d.city = p.city AND d.kind = 'project' AND d.id = p.project
LEFT JOIN city_row AS r ON r.city = p.city AND r.kind = 'project_reports' AND r.submission = p.submission
                        AND r.line = p.line
WHERE p.city = :city ORDER BY p.submission, p.line
