INSERT INTO notice (city, id, at, on_day, kind, subject, recipient_kind, recipient, title, body, link, urgent, by_whom,
  audit_seq)
VALUES (:city, :id, :at, :on_day, :kind, :subject, :recipient_kind, :recipient, :title, :body, :link, :urgent, :by_whom,
  :audit_seq)
