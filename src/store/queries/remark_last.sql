SELECT coalesce(max(id), 0) FROM remark WHERE city = :city
