-- By indicator first, as the key has it: some seeks each instead of a look at every fact. CROSS JOIN keeps that order.
SELECT coalesce(max(o.period), 0) FROM dimension AS d CROSS JOIN observation AS o
WHERE d.city = :city AND d.kind = 'indicator'
  AND o.city = d.city AND o.indicator = d.id AND o.area = :area AND o.basis = :basis
