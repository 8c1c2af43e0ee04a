-- What lives in account $1 and is ours.
select object_type, unique_id, access_control, fingerprint
from ops.ledger
where account_id = $1 and removed_at is null
order by object_type, unique_id
