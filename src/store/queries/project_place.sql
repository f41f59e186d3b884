-- Where a project is and who leads it, as it stands.
SELECT area, department, leader FROM project WHERE city = :city AND project = :project
ORDER BY known_on DESC, submission DESC, line DESC LIMIT 1
