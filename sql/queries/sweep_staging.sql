-- $1 the run that is to stage now.
with object as (delete from staging.object where run_id <> $1),
    activity as (delete from staging.activity where run_id <> $1),
    document as (delete from staging.document where run_id <> $1),
    merge as (delete from staging.merge)
delete from staging.seen where run_id <> $1
