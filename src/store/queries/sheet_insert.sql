INSERT INTO submission_sheet (city, submission, sheet, name) VALUES (:city, :submission, :sheet, :name)
