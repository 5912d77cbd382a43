-- Saved views go with the team they are of.
CREATE POLICY worker ON "saved_view" TO ch_worker USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON "saved_view" TO ch_worker;
