INSERT INTO audit (city, seq, at, by_whom, action, subject, content, previous, sha256)
VALUES (:city, :seq, :at, :by_whom, :action, :subject, :content, :previous, :sha256)
