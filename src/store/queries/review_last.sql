SELECT coalesce(max(id), 0) FROM review WHERE city = :city
