SELECT kind, id, code FROM dimension WHERE city = :city ORDER BY kind, id
