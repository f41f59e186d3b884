-- Rows of files, their headers left out, of which there must be as many numbers.
SELECT count(*) - count(DISTINCT submission) FROM city_row WHERE city = :city AND kind = :kind
