-- AlterTable
ALTER TABLE "membership" ADD COLUMN "lacks_seat_since" TIMESTAMPTZ(3);

-- Whoever lost a seat is told once, by the worker that settles the team.
GRANT UPDATE ("lacks_seat_since") ON "membership" TO ch_worker;
