-- $1 functions/NAME or views/NAME, $2 SHA-256 of the text.
insert into ops.repeatable (name, sha256) values ($1, $2)
on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()
