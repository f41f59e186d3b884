SELECT id, content FROM remark WHERE city = :city ORDER BY id
