INSERT INTO score_publication (city, id, run, shown_from, title, by_whom, at, audit_seq)
VALUES (:city, :id, :run, :shown_from, :title, :by_whom, :at, :audit_seq)
