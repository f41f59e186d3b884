-- The reports of the months first to last, of each project and month the one that counts last.
SELECT project, month, invested, to_date, entered, funds_due, funds_in, bonds_used
FROM project_report WHERE city = :city AND month BETWEEN :first AND :last AND known_on <= :as_of
ORDER BY month, project, known_on, submission, line
