INSERT INTO project_plan (city, year, project, known_on, submission, line, m01, m02, m03, m04, m05, m06, m07, m08, m09,
                          m10, m11, m12)
VALUES (:city, :year, :project, :known_on, :submission, :line, :m01, :m02, :m03, :m04, :m05, :m06, :m07, :m08, :m09,
        :m10, :m11, :m12)
