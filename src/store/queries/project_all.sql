-- Every version known on a day, the one that counts of a project last.
SELECT p.project, d.code, p.name, p.class, p.government, p.area, p.department, p.leader, p.owner, p.indicators, p.sample,
       p.total, p.bonds, p.bonds_issued, p.dates, p.known_on, p.submission, p.line
FROM project AS p JOIN dimension AS d ON d.city = p.city AND d.kind = 'project' AND d.id = p.project
WHERE p.city = :city AND p.known_on <= :as_of ORDER BY p.project, p.known_on, p.submission, p.line
