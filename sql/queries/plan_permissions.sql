select permission, what_type, action from control.permission order by permission, what_type, action
