-- The part that signs people in reads no machines; what goes with a member is taken away in the team's name.
REVOKE ALL ("team_id", "secrets") ON "deployment" FROM ch_accounts;
REVOKE ALL ("id", "team_id") ON "sealed_value" FROM ch_accounts;
REVOKE ALL ("id", "team_id", "created_by", "visibility", "environment", "secrets") ON "template" FROM ch_accounts;
REVOKE ALL ("id", "team_id", "user_id") ON "ssh_key" FROM ch_accounts;
REVOKE ALL ON "deployment", "sealed_value", "template", "ssh_key" FROM ch_accounts;
DROP POLICY accounts ON "deployment";
DROP POLICY accounts ON "sealed_value";
DROP POLICY accounts ON "template";
DROP POLICY accounts ON "ssh_key";
