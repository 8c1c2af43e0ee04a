-- $1 type, $2 part.
select mirror.held_rows_query($1, $2) as statement
