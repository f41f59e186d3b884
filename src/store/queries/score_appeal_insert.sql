INSERT INTO score_appeal (city, id, run, unit_kind, unit, item, content, by_whom, at, audit_seq)
VALUES (:city, :id, :run, :unit_kind, :unit, :item, :content, :by_whom, :at, :audit_seq)
