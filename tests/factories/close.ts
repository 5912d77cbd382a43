import { afterAll } from "vitest";
import { disconnect } from "@/lib/db";
import { closeQueues } from "@/lib/jobs/enqueue";

/** Lets go of the database when a file's tests are over. */
export function closeAfterwards(): void {
  afterAll(async () => {
    await closeQueues();
    await disconnect();
  });
}
