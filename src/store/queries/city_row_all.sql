SELECT kind, submission, line, content FROM city_row WHERE city = :city ORDER BY submission, line
