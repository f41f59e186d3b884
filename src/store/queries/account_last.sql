SELECT coalesce(max(id), 0) FROM account WHERE city = :city
