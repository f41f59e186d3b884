SELECT v.scheme, v.version, v.sha256, v.by_whom, v.at, v.audit_seq, coalesce(p.valid_from, 0), coalesce(p.by_whom, ''),
       coalesce(p.at, '')
FROM scheme_version AS v LEFT JOIN scheme_publication AS p ON p.city = v.city AND p.id =
  (SELECT max(id) FROM scheme_publication WHERE city = v.city AND scheme = v.scheme AND version = v.version)
WHERE v.city = :city ORDER BY v.scheme, v.version
