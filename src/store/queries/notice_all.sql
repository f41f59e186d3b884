-- From a day on, oldest first, with whether the account has seen each.
SELECT n.id, n.at, n.on_day, n.kind, n.subject, n.recipient_kind, n.recipient, n.title, n.body, n.link, n.urgent,
  n.by_whom, n.audit_seq, s.at IS NOT NULL
FROM notice n
LEFT JOIN notice_seen s ON s.city = n.city AND s.account = :account AND s.notice = n.id
WHERE n.city = :city AND n.on_day >= :since
ORDER BY n.id
