-- Whether a new access control waits for an approval; no row before the first init.
select approval_required from control.setting
