select mirror.ensure_partitions('change');
select mirror.ensure_partitions(r.resource_type || '_history') from mirror.resource_type r where r.is_mirrored;
