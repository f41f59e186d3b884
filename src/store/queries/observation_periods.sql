-- published: 1 leaves out preliminary, forecast and sample figures.
-- Periods that an area has figures of in a basis, and whether some of them are sample figures (status 5). By indicator
-- first, as the key has it; CROSS JOIN keeps that order.
SELECT o.period, max(o.status = 5) FROM dimension AS d CROSS JOIN observation AS o
WHERE d.city = :city AND d.kind = 'indicator'
  AND o.city = d.city AND o.indicator = d.id AND o.area = :area AND o.basis = :basis
  AND (:published = 0 OR o.status NOT IN (1, 4, 5))
GROUP BY o.period ORDER BY o.period
