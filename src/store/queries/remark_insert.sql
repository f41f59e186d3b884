INSERT INTO remark (city, id, content) VALUES (:city, :id, :content)
