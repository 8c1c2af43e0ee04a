-- $1 access control, $2 whether its object was changed outside. A state that people gave stays.
update control.access_control
set state = case when $2::boolean then 'drifted' else 'applied' end
where name = $1 and state = case when $2::boolean then 'applied' else 'drifted' end
