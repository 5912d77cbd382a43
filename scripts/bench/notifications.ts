import { z } from "zod";
import { inRoot } from "../launch/root";
import { withDatabase } from "./database";
import { withHelper } from "./helper";
import { measure } from "./measure";
import type { Row } from "./report";
import { withTwins } from "./twins";

const rate = z.number();
const told = z.object({
  mails: rate,
  mailsPerSecond: rate,
  bareMailsPerSecond: rate,
  messages: rate,
  chats: rate,
  messagesPerSecond: rate,
  bareMessagesPerSecond: rate,
  restMb: rate,
  peakMb: rate,
});

/** What one worker tells a second, against the same mails and messages sent by nothing but a loop. */
export async function notificationRows(): Promise<readonly Row[]> {
  const figures = await withDatabase((settings) =>
    withTwins(settings, (world) =>
      withHelper(
        {
          file: inRoot("workers/index.ts"),
          env: { ...process.env, ...world },
          ready: /ready worker/,
        },
        async (_, pid) =>
          told.parse(
            await measure("measure-notifications.ts", { ...world, WORKER_PID: String(pid) }),
          ),
      ),
    ),
  );
  const row = (what: string, perSecond: number, bare: number): Row => ({
    what,
    figures: { worker: `${perSecond.toFixed(0)}/s`, "bare loop": `${bare.toFixed(0)}/s` },
    ratio: (perSecond / bare).toFixed(2),
  });
  return [
    row(
      `${figures.mails} mails to a local server`,
      figures.mailsPerSecond,
      figures.bareMailsPerSecond,
    ),
    row(
      `${figures.messages} messages, ${figures.chats} chats, 30/s kept`,
      figures.messagesPerSecond,
      figures.bareMessagesPerSecond,
    ),
    {
      what: "memory of the worker",
      figures: {
        "at rest": `${figures.restMb.toFixed(0)} MB`,
        "at most": `${figures.peakMb.toFixed(0)} MB`,
      },
    },
  ];
}
