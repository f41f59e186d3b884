-- The present state of a meeting (0: of each), and how many rows there are of it.
SELECT id, meeting, at, by_whom, kind, title, period, held_on, agenda, minutes, sample, audit_seq,
  (SELECT count(*) FROM meeting_event AS n WHERE n.city = m.city AND n.meeting = m.meeting)
FROM meeting_event AS m
WHERE city = :city AND (:meeting = 0 OR meeting = :meeting)
  AND id = (SELECT max(id) FROM meeting_event AS l WHERE l.city = m.city AND l.meeting = m.meeting)
ORDER BY meeting
