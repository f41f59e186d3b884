SELECT city FROM submission ORDER BY city LIMIT 1
