INSERT INTO meeting_event (city, id, meeting, at, by_whom, kind, title, period, held_on, agenda, minutes, sample, audit_seq)
VALUES (:city, :id, :meeting, :at, :by_whom, :kind, :title, :period, :held_on, :agenda, :minutes, :sample, :audit_seq)
