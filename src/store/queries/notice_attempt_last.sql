SELECT coalesce(max(id), 0) FROM notice_attempt WHERE city = :city
