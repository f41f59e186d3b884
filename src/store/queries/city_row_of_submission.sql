SELECT line, content FROM city_row WHERE city = :city AND kind = :kind AND submission = :submission ORDER BY line
