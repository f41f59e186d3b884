SELECT content FROM audit WHERE city = :city AND seq = :seq
