SELECT DISTINCT city FROM submission ORDER BY city
