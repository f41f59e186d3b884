SELECT project, m01, m02, m03, m04, m05, m06, m07, m08, m09, m10, m11, m12, year
FROM project_plan WHERE city = :city AND year BETWEEN :first AND :last AND known_on <= :as_of
ORDER BY year, project, known_on, submission, line
