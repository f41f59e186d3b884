SELECT count(*) FROM audit WHERE city = :city AND action = :action
