SELECT id, name, display, role, leader, areas, departments, indicators, firms, issuer, subject,
       password, must_change, totp, totp_step, disabled, expires_at
FROM account WHERE city = :city ORDER BY name
