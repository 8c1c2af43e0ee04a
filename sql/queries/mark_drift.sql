-- $1 JSON list of {access_control, is_drifted}: whether its object was changed outside. A state that people gave stays.
update control.access_control as c
set state = case when d.is_drifted then 'drifted' else 'applied' end
from pg_catalog.jsonb_to_recordset($1::jsonb) as d (access_control text, is_drifted boolean)
where c.name = d.access_control and c.state = case when d.is_drifted then 'applied' else 'drifted' end
