import { describe, expect, it } from "vitest";
import { asAccounts, asWorker, db, inTeam } from "@/lib/db";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";

closeAfterwards();

interface TableSecurity {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly roles: string[];
}

const tenantTables = () =>
  db().$queryRaw<TableSecurity[]>`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      ARRAY(SELECT r.rolname::text FROM pg_policy p JOIN pg_roles r ON r.oid = ANY(p.polroles)
            WHERE p.polrelid = c.oid) AS roles
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND (c.relname = 'team' OR EXISTS (
      SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'team_id'))
    ORDER BY 1`;

describe("row security", () => {
  it("is forced, with a policy for the application, on every table of a team", async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThan(12);
    for (const { name, enabled, forced, roles } of tables) {
      expect({ name, enabled, forced, app: roles.includes("ch_app") }).toEqual({
        name,
        enabled: true,
        forced: true,
        app: true,
      });
    }
  });

  it("gives none of the product's roles a way around it", async () => {
    const roles = await db().$queryRaw<{ free: boolean }[]>`
      SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname LIKE 'ch\\_%'`;
    expect(roles.length).toBeGreaterThanOrEqual(3);
    expect(roles.some(({ free }) => free)).toBe(false);
  });

  it("shows raw SQL without a team no row of any team", async () => {
    await makePerson();
    for (const { name } of await tenantTables()) {
      const rows = await db().$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${name}" LIMIT 1`);
      expect({ name, rows }).toEqual({ name, rows: [] });
    }
  });

  it("shows raw SQL inside one team nothing of another", async () => {
    const [mine, other] = [await makePerson(), await makePerson()];
    const { id } = mine.scope.team;
    const seen = await inTeam(id, (tx) => tx.$queryRaw<{ id: string }[]>`SELECT id FROM team`);
    expect(seen).toEqual([{ id }]);
    const people = await inTeam(
      id,
      (tx) => tx.$queryRaw<{ id: string }[]>`SELECT id FROM app_user`,
    );
    expect(people).toEqual([{ id: mine.userId }]);
    const touched = await inTeam(
      id,
      (tx) =>
        tx.$executeRaw`UPDATE project SET name = 'taken' WHERE team_id = ${other.scope.team.id}`,
    );
    expect(touched).toBe(0);
  });

  it("refuses a row written for another team", async () => {
    const [mine, other] = [await makePerson(), await makePerson()];
    const planted = inTeam(mine.scope.team.id, (tx) =>
      tx.project.createMany({
        data: [
          { id: "prj_planted", teamId: other.scope.team.id, name: "x", createdAt: new Date() },
        ],
      }),
    );
    await expect(planted).rejects.toThrow();
  });

  it("stops a job that writes for one team about another's things", async () => {
    const [mine, other] = [await makePerson(), await makePerson()];
    const now = new Date();
    const event = {
      id: "evt_theirs",
      teamId: other.scope.team.id,
      type: "key.added",
      data: {},
      dedupeKey: "theirs",
      at: now,
    };
    await asWorker((tx) => tx.event.createMany({ data: [event] }));
    const delivery = {
      id: "dlv_mixed",
      teamId: mine.scope.team.id,
      eventId: event.id,
      userId: mine.userId,
      channel: "email",
      state: "queued",
      runAfter: now,
      createdAt: now,
    };
    const mixed = asWorker((tx) => tx.delivery.createMany({ data: [delivery] }));
    await expect(mixed).rejects.toThrow(/another team/);
  });

  it("guards every reference from one team's row to another row of a team", async () => {
    const guarded = await db().$queryRaw<{ pair: string }[]>`
      SELECT c.relname || '.' || a.attname AS pair
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'f' AND a.attname <> 'team_id'
        AND EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = c.oid AND x.attname = 'team_id')
        AND EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = k.confrelid AND x.attname = 'team_id')
        AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid
          AND t.tgname = 'same_team_' || a.attname)`;
    expect(guarded).toEqual([]);
  });

  it("ends with its transaction, so the next user of a connection starts without a team", async () => {
    const { scope } = await makePerson();
    await Promise.all(
      Array.from({ length: 20 }, () => inTeam(scope.team.id, (tx) => tx.project.count())),
    );
    const counts = await Promise.all(Array.from({ length: 20 }, () => db().project.count()));
    expect(new Set(counts)).toEqual(new Set([0]));
  });

  it("keeps passwords and sessions from the application and the worker", async () => {
    const { scope } = await makePerson();
    const secrets = [
      "SELECT password_hash FROM app_user",
      "SELECT id FROM session",
      "SELECT password_hash FROM mail_token",
    ];
    for (const statement of secrets) {
      const asApp = inTeam(scope.team.id, (tx) => tx.$queryRawUnsafe(statement));
      await expect(asApp).rejects.toThrow(/permission denied/);
      await expect(asWorker((tx) => tx.$queryRawUnsafe(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  it("lets the application write a sealed key but not read one, nor change its team's tier", async () => {
    const { scope } = await makePerson();
    const statements = [
      "SELECT wrapped_key FROM provider_key",
      "SELECT ciphertext FROM provider_key",
      "SELECT * FROM provider_key",
      "DELETE FROM provider_key",
      "UPDATE team SET tier = 'enterprise'",
      "UPDATE operation SET state = 'succeeded'",
    ];
    for (const statement of statements) {
      const tried = inTeam(scope.team.id, (tx) => tx.$queryRawUnsafe(statement));
      await expect(tried, statement).rejects.toThrow(/permission denied/);
    }
  });

  it("keeps keys and machines from the part that signs people in", async () => {
    for (const table of ["provider_key", "deployment", "operation", "provider_call"]) {
      const read = asAccounts((tx) => tx.$queryRawUnsafe(`SELECT 1 FROM ${table}`));
      await expect(read).rejects.toThrow(/permission denied/);
    }
  });
});
