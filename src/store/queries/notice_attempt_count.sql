SELECT count(*) FROM notice_attempt
WHERE city = :city AND notice = :notice AND channel = :channel AND address = :address
