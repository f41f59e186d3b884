SELECT coalesce(max(id), 0) FROM account_event WHERE city = :city
