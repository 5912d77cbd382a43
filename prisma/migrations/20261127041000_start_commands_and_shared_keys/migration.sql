-- What a container is told to run; "ssh_public_key" holds several keys from now on, one a line.
ALTER TABLE "deployment" ADD COLUMN "command" TEXT;
ALTER TABLE "template" ADD COLUMN "command" TEXT;

-- A key may be the whole team's to put on machines.
ALTER TABLE "ssh_key" ADD COLUMN "visibility" TEXT NOT NULL DEFAULT 'private';
ALTER TABLE "ssh_key" ADD CONSTRAINT ssh_key_visibility CHECK ("visibility" IN ('private', 'team'));
