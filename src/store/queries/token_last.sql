SELECT coalesce(max(id), 0) FROM api_token WHERE city = :city
