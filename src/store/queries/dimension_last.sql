SELECT coalesce(max(id), 0) FROM dimension WHERE city = :city AND kind = :kind
