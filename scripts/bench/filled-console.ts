import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { createEndings } from "../launch/endings";
import { startInstallation } from "../launch/installation";
import { pickPort } from "../launch/ports";
import { makeThrowawayFolder } from "../launch/throwaway";
import { fillConsole } from "./console-team";
import type { Person } from "./watch-scrolling";

export interface FilledConsole {
  readonly address: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly person: Person;
}

const account = z.object({ email: z.string(), password: z.string() });

/** Runs `work` on an installation that lives only that long, with one large team in it. */
export async function withFilledConsole<T>(
  { hoursApart }: { readonly hoursApart: number },
  work: (console: FilledConsole) => Promise<T>,
): Promise<T> {
  const { folder, remove } = makeThrowawayFolder("bench");
  const endings = createEndings();
  endings.add(remove);
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  try {
    const { address, env } = await startInstallation(
      {
        world: "sandbox",
        mode: "built",
        port: await pickPort(),
        verbose: false,
        durable: false,
        settings: {
          ...process.env,
          DATA_DIR: folder,
          NEXT_DIST_DIR: ".next-test",
          DATABASE_URL: "",
        },
        say,
        giveUp: say,
      },
      endings,
    );
    const file = path.join(folder, "sample-account.json");
    const person = account.parse(JSON.parse(readFileSync(file, "utf8")));
    const databaseUrl = env.DATABASE_URL ?? "";
    await fillConsole(databaseUrl, { email: person.email, hoursApart });
    return await work({ address, dataDir: folder, databaseUrl, person });
  } finally {
    await endings.run();
  }
}
