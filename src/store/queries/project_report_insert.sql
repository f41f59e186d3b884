INSERT INTO project_report (city, month, project, known_on, submission, line, invested, to_date, entered, funds_due,
                            funds_in, bonds_used, dates)
VALUES (:city, :month, :project, :known_on, :submission, :line, :invested, :to_date, :entered, :funds_due, :funds_in,
        :bonds_used, :dates)
