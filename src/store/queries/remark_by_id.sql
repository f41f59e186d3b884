SELECT content FROM remark WHERE city = :city AND id = :id
