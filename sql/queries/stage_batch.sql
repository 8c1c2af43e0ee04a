-- $1 run_id, $2 type, $3 part, $4 account, $5 region, $6 row format; arrays over the batch: $7 object_ids, $8 arns,
-- $9 unique_ids, $10 hashes, $11 activity hashes (null: no activity).
select at, differs, moved
from mirror.stage_batch($1, $2, $3, $4, $5, $6, $7::text[], $8::text[], $9::text[], $10::bytea[], $11::bytea[])
