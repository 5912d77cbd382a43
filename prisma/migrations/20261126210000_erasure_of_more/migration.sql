-- What goes with an account, since there is more of it.
GRANT SELECT, DELETE ON "deployment_batch", "deployment_batch_item", "template", "sealed_value", "ssh_key", "saved_view" TO ch_worker;
CREATE POLICY worker ON "deployment_batch" TO ch_worker USING (true);
CREATE POLICY worker ON "deployment_batch_item" TO ch_worker USING (true);
CREATE POLICY worker ON "template" TO ch_worker USING (true);
CREATE POLICY worker ON "ssh_key" TO ch_worker USING (true);
CREATE POLICY worker ON "saved_view" TO ch_worker USING (true);
