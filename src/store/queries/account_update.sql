UPDATE account
SET display = :display, role = :role, leader = :leader, areas = :areas, departments = :departments,
    indicators = :indicators, firms = :firms, issuer = :issuer, subject = :subject, password = :password,
    must_change = :must_change, totp = :totp, totp_step = :totp_step, disabled = :disabled, expires_at = :expires_at
WHERE city = :city AND id = :id
