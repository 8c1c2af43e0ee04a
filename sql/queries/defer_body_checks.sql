-- Functions may name tables that a later migration makes.
set local check_function_bodies = off
