SELECT coalesce(max(period), 0) FROM observation WHERE city = :city AND area = :area AND basis = :basis
