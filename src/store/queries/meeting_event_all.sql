SELECT id, meeting, at, by_whom, kind, title, period, held_on, agenda, minutes, sample, audit_seq
FROM meeting_event WHERE city = :city ORDER BY id
