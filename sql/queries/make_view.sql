-- $1 schema, $2 type.
select mirror.make_view($1, $2)
