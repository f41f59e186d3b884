SELECT coalesce(max(id), 0) FROM submission WHERE city = :city
