import pg from "pg";
import { newId } from "@/lib/ids";
import { insert, type Row, readAll, type Tables } from "./plain-rows";

type Role = "ch_app" | "ch_worker" | "ch_accounts";

/** A build of an earlier release at work: it knows only the tables and columns of its day. */
export interface OldBuild {
  /** What went wrong in any of its walks. */
  readonly faults: readonly string[];
  /** Ids of the rows it wrote, by table. */
  readonly written: readonly { readonly table: string; readonly id: string }[];
  /** Settles when every walk was begun and ended once more. */
  anotherRound(): Promise<void>;
  stop(): Promise<void>;
}

interface Desk {
  readonly client: pg.Client;
  readonly tables: Tables;
  readonly sample: (table: string) => Row;
  readonly note: (table: string, id: string) => void;
}

type Walk = (desk: Desk) => Promise<void>;

const walks: readonly Walk[] = [showPrices, showConsole, signUp, launch, refreshPrices];

/** Starts one connection for each walk, each at it again and again until stopped. */
export async function startOldBuild(url: string, tables: Tables): Promise<OldBuild> {
  const faults: string[] = [];
  const written: { table: string; id: string }[] = [];
  const samples = await readSamples(url, tables);
  const held = { isStopped: false };
  const sample = (table: string) => samples.get(table) ?? {};
  const note = (table: string, id: string) => written.push({ table, id });
  const counts = walks.map(() => 0);
  const running = walks.map(async (walk, index) => {
    const client = new pg.Client({ connectionString: url, options: "-c role=ch_app" });
    await client.connect();
    while (!held.isStopped) {
      await walk({ client, tables, sample, note }).catch(async (error: unknown) => {
        faults.push(`${walk.name}: ${error}`);
        await client.query("ROLLBACK");
      });
      counts[index] = (counts[index] ?? 0) + 1;
    }
    await client.end();
  });
  return {
    faults,
    written,
    async anotherRound() {
      const goals = counts.map((count) => count + 2);
      while (goals.some((goal, index) => (counts[index] ?? 0) < goal)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async stop() {
      held.isStopped = true;
      await Promise.all(running);
    },
  };
}

async function readSamples(url: string, tables: Tables): Promise<Map<string, Row>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const samples = new Map<string, Row>();
  for (const [table, columns] of tables) {
    const [row] = await readAll(client, table, columns);
    if (row) samples.set(table, row);
  }
  await client.end();
  return samples;
}

function showPrices(desk: Desk): Promise<void> {
  return inTransaction(desk, "ch_app", null, () =>
    readThese(desk, ["price_source", "offer", "price_point", "reference_offer", "reference_low"]),
  );
}

function showConsole(desk: Desk): Promise<void> {
  return inTransaction(desk, "ch_app", teamOf(desk), () =>
    readThese(desk, ["team", "project", "deployment", "status_interval", "event"]),
  );
}

function signUp(desk: Desk): Promise<void> {
  return inTransaction(desk, "ch_accounts", null, async () => {
    const [user, team] = [newId("usr"), newId("tea")];
    await write(desk, "app_user", { id: user, email: `${user}@example.test` });
    await write(desk, "team", { id: team });
    await write(desk, "membership", { id: newId("mem"), user_id: user, team_id: team });
    await write(desk, "project", { id: newId("prj"), team_id: team });
  });
}

function launch(desk: Desk): Promise<void> {
  return inTransaction(desk, "ch_app", teamOf(desk), async () => {
    const deployment = newId("dep");
    await write(desk, "deployment", { id: deployment });
    await write(desk, "usage_segment", { id: newId("seg"), deployment_id: deployment });
    const event = newId("evt");
    await write(desk, "event", { id: event, deployment_id: deployment, dedupe_key: event });
  });
}

function refreshPrices(desk: Desk): Promise<void> {
  const { client, tables } = desk;
  return inTransaction(desk, "ch_worker", null, async () => {
    const id = newId("off");
    await readAll(client, "offer", tables.get("offer") ?? []);
    await write(desk, "offer", { id, offer_key: id });
    await client.query("UPDATE offer SET price_per_hour_micros = 1 WHERE id = $1", [id]);
    await insert(client, "price_point", {
      ...desk.sample("price_point"),
      at: new Date(nextMoment()).toISOString(),
    });
  });
}

let lastMoment = 0;

/** Never the same millisecond twice: two rounds may follow each other within one. */
function nextMoment(): number {
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  return lastMoment;
}

function teamOf(desk: Desk): string | null {
  return desk.sample("deployment").team_id ?? null;
}

async function readThese({ client, tables }: Desk, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const rows = await readAll(client, name, tables.get(name) ?? []);
    if (rows.length === 0) throw new Error(`${name} shows no rows`);
  }
}

async function write(desk: Desk, table: string, changes: Row & { readonly id: string }) {
  await insert(desk.client, table, { ...desk.sample(table), ...changes }, { returning: true });
  desk.note(table, changes.id);
}

async function inTransaction(
  { client }: Desk,
  role: Role,
  teamId: string | null,
  work: () => Promise<void>,
): Promise<void> {
  await client.query("BEGIN");
  await client.query("SELECT set_config('role', $1, true)", [role]);
  if (teamId) await client.query("SELECT set_config('app.team_id', $1, true)", [teamId]);
  await work();
  await client.query("COMMIT");
}
