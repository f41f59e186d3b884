INSERT INTO dimension (city, kind, id, code) VALUES (:city, :kind, :id, :code)
