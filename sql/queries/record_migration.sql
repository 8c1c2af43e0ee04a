-- $1 name, $2 SHA-256 of the text.
insert into ops.migration (name, sha256) values ($1, $2)
