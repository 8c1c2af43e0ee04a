select name, sha256 from ops.repeatable
