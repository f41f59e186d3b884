SELECT coalesce(max(id), 0), coalesce(max(meeting), 0) FROM meeting_event WHERE city = :city
