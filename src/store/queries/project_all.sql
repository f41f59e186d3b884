-- Every version known on a day, the one that counts of a project last. What no list needs is not asked for: the
-- engine would unpack it.
SELECT project, code, name, class, government, area, department, leader, owner, indicators, sample, total, bonds,
       bonds_issued, dates, known_on
FROM project WHERE city = :city AND known_on <= :as_of ORDER BY project, known_on, submission, line
