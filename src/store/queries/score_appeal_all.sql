SELECT a.id, a.run, a.unit_kind, a.unit, a.item, a.content, a.by_whom, a.at, a.audit_seq, coalesce(w.decision, ''),
       coalesce(w.content, ''), coalesce(w.correction, 0), coalesce(w.by_whom, ''), coalesce(w.at, ''), coalesce(w.audit_seq, 0)
FROM score_appeal AS a LEFT JOIN score_answer AS w ON w.city = a.city AND w.appeal = a.id
WHERE a.city = :city ORDER BY a.id
