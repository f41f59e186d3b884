SELECT coalesce(max(id), 0) FROM notice WHERE city = :city
