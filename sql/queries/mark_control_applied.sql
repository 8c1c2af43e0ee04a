-- $1 access control, $2 ARN of its object, null for one that is gone. A state that people gave stays.
update control.access_control
set aws_arn = $2, state = case when state in ('approved', 'drifted') then 'applied' else state end
where name = $1 and (aws_arn is distinct from $2 or state in ('approved', 'drifted'))
