-- $1 type, $2 part, $3 account, $4 region.
select mirror.held_rows_query($1, $2, $3, $4) as statement
