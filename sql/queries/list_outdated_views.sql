select schema_name, type_name from mirror.outdated_views()
