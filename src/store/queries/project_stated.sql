-- Planned dates of every version of the register, oldest first.
SELECT project, known_on, dates FROM project
WHERE city = :city AND known_on <= :as_of AND dates <> '' ORDER BY project, known_on, submission, line
