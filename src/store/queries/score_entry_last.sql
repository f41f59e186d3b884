SELECT coalesce(max(id), 0) FROM score_entry WHERE city = :city
