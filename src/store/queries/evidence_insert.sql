INSERT INTO evidence (city, sha256, bytes, at, by_whom, audit_seq, content)
VALUES (:city, :sha256, :bytes, :at, :by_whom, :audit_seq, :content)
