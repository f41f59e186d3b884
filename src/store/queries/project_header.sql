-- The line of column names of a submission.
SELECT content FROM city_row WHERE city = :city AND kind = :kind AND submission = :submission ORDER BY line LIMIT 1
