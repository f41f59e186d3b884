INSERT INTO city_row (city, kind, submission, line, content) VALUES (:city, :kind, :submission, :line, :content)
