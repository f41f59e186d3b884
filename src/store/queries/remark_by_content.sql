SELECT id FROM remark WHERE city = :city AND content = :content
