select run_id, resource_type, name, change, attribute, new_value
from aws_history.change
where run_id > (select min(run_id) from ops.run where command = 'import')
order by change_id;
