import { clock } from "@/lib/clock";
import { onceAsWorker } from "@/lib/db";
import { openSigning } from "@/lib/notifications/kept/seal-address";

/** What signs a channel's messages now, the newest first: for the worker alone. */
export async function readSecrets(channelId: string): Promise<string[]> {
  const rows = await onceAsWorker((db) =>
    db.channelSecret.findMany({
      where: { channelId, OR: [{ endsAt: null }, { endsAt: { gt: clock.now() } }] },
      orderBy: { createdAt: "desc" },
    }),
  );
  return rows.map(openSigning);
}
