INSERT INTO notice_seen (city, account, notice, at) VALUES (:city, :account, :notice, :at)
ON CONFLICT (city, account, notice) DO NOTHING
