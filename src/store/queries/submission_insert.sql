INSERT INTO submission (city, id, kind, file, known_on, received_at, received_by)
VALUES (:city, :id, :kind, :file, :known_on, :received_at, :received_by)
