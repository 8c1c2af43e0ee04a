select installation_id from ops.installation
