SELECT count(*) FROM observation WHERE city = :city
