import { describe, expect, it } from "vitest";
import { z } from "zod";
import { asWorker, inTeam } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { defineVerb } from "@/lib/verbs/define-verb";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, type Person, visitor } from "@/tests/factories/people";

closeAfterwards();

/** A verb of the tests alone: adds a project and says how many there are. */
const addProject = defineVerb({
  name: "tests.add-project",
  input: z.object({
    name: z.string().max(20),
    size: z.number().min(1).max(8).default(1),
    tags: z.array(z.string()).max(2).default([]),
    fail: z.boolean().default(false),
  }),
  output: z.object({ id: z.string(), count: z.number() }),
  permission: "deployments.write",
  feature: "deployments",
  audit: ({ name }, { id }) => ({ target: id, details: { name } }),
  async run({ tx, scope, now }, { name, fail }) {
    const id = `prj_${name}`;
    await tx.project.createMany({
      data: [{ id, teamId: scope.team.id, name, createdAt: now }],
    });
    if (fail) throw new AppError("conflict", "tests-failed");
    return { id, count: await tx.project.count() };
  },
});

const auditOf = ({ scope }: Person) =>
  asWorker(
    (tx) =>
      tx.$queryRaw<{ verb: string; target: string | null }[]>`
      SELECT verb, target FROM audit_entry WHERE team_id = ${scope.team.id}
      AND verb = 'tests.add-project'`,
  );

let serial = 0;
const fresh = () => `n${process.pid}-${++serial}`;

describe("a verb", () => {
  it("gives a repeated request id its first answer and acts once", async () => {
    const owner = await makePerson();
    const input = { name: fresh() };
    const options = { requestId: `once-${input.name}` };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => runVerb(addProject, owner.scope, input, options)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.count).toBe(2);
    expect(await auditOf(owner)).toHaveLength(1);
  });

  it("refuses a request id that was used for something else", async () => {
    const owner = await makePerson();
    const requestId = fresh();
    await runVerb(addProject, owner.scope, { name: fresh() }, { requestId });
    const other = runVerb(addProject, owner.scope, { name: fresh() }, { requestId });
    await expect(other).rejects.toMatchObject({ code: "conflict", reason: "request-id-reused" });
  });

  it("keeps the request ids of two teams apart", async () => {
    const requestId = fresh();
    const [one, two] = [await makePerson(), await makePerson()];
    const first = await runVerb(addProject, one.scope, { name: fresh() }, { requestId });
    const second = await runVerb(addProject, two.scope, { name: fresh() }, { requestId });
    expect(first.id).not.toBe(second.id);
  });

  it("may be asked again under the same id after it was refused", async () => {
    const owner = await makePerson();
    const [name, requestId] = [fresh(), fresh()];
    const failed = runVerb(addProject, owner.scope, { name, fail: true }, { requestId });
    await expect(failed).rejects.toMatchObject({ reason: "tests-failed" });
    await runVerb(addProject, owner.scope, { name }, { requestId });
  });

  it("leaves neither row nor audit entry when it fails", async () => {
    const owner = await makePerson();
    await runVerb(addProject, owner.scope, { name: fresh(), fail: true }).catch(() => null);
    expect(await auditOf(owner)).toHaveLength(0);
    expect(await inTeam(owner.scope.team.id, (tx) => tx.project.count())).toBe(1);
  });

  it("writes who did what to what, and nobody can change it afterwards", async () => {
    const owner = await makePerson();
    const { id } = await runVerb(addProject, owner.scope, { name: fresh() });
    expect(await auditOf(owner)).toEqual([{ verb: "tests.add-project", target: id }]);
    const { team } = owner.scope;
    for (const statement of [
      "UPDATE audit_entry SET verb = 'x'",
      "DELETE FROM audit_entry",
      "TRUNCATE audit_entry",
    ]) {
      const changed = inTeam(team.id, (tx) => tx.$executeRawUnsafe(statement));
      await expect(changed).rejects.toThrow(/permission denied/);
      await expect(asWorker((tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  it("refuses a visitor, a role without the right, and input it does not understand", async () => {
    const owner = await makePerson();
    const viewer = await makeMember(owner, "viewer");
    const name = fresh();
    const as = [
      [visitor(), "unauthenticated"],
      [viewer.scope, "forbidden"],
    ] as const;
    for (const [scope, code] of as) {
      await expect(runVerb(addProject, scope, { name })).rejects.toMatchObject({ code });
    }
    const long = runVerb(addProject, owner.scope, { name: "x".repeat(30) });
    await expect(long).rejects.toMatchObject({ code: "invalid", fields: { name: "too-long" } });
    const wrong = runVerb(addProject, owner.scope, { name: 7 });
    await expect(wrong).rejects.toMatchObject({ fields: { name: "not-understood" } });
  });

  it("tells a text that is too long from a number that is too large", async () => {
    const owner = await makePerson();
    const wrong = (more: object) => runVerb(addProject, owner.scope, { name: fresh(), ...more });
    const tags = ["a", "b", "c"];
    await expect(wrong({ size: 9, tags, name: "x".repeat(21) })).rejects.toMatchObject({
      fields: { name: "too-long", size: "too-large", tags: "too-many" },
    });
    await expect(wrong({ size: 0 })).rejects.toMatchObject({ fields: { size: "too-small" } });
  });
});
