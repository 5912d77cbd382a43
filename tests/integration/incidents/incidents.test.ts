import { describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { asWorker } from "@/lib/db";
import { recordEvent } from "@/lib/events/record-event";
import { newId } from "@/lib/ids";
import { acknowledgeIncident } from "@/lib/incidents/acknowledge";
import { addNote } from "@/lib/incidents/add-note";
import { endIncident } from "@/lib/incidents/close";
import { incidentsCsv } from "@/lib/incidents/incidents-csv";
import { openIncident } from "@/lib/incidents/open";
import { getIncident, listIncidents } from "@/lib/incidents/queries";
import { readIncidentsQuery } from "@/lib/incidents/schema";
import { toMarkdown } from "@/lib/incidents/to-markdown";
import { acknowledge } from "@/lib/notifications/escalation/acknowledge";
import { escalate } from "@/lib/notifications/escalation/escalate";
import { setEscalation } from "@/lib/notifications/escalation/set-escalation";
import { fanOut } from "@/lib/notifications/fan-out";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makePayer, type Person } from "@/tests/factories/people";
import { joinTeam, makeTeam } from "@/tests/factories/teams";

closeAfterwards();

const start = clock.now().getTime();
const ago = (minutes: number) => new Date(start - minutes * 60_000);
const usual = readIncidentsQuery(new URLSearchParams());
const search = (text: string) => readIncidentsQuery(new URLSearchParams(text));

/** A region's incident of the person's team, first seen ten minutes ago and found nine ago. */
async function trouble(
  { scope }: Person,
  region = "EU-RO-1",
  providerId = "runpod",
): Promise<string> {
  const teamId = scope.team.id;
  const where = { cause: "region", providerId, region, fault: "unreachable" } as const;
  const times = { at: ago(9), badSince: ago(10) };
  return (await asWorker((tx) => openIncident(tx, { teamId, ...where, ...times }))).id;
}

/** What a machine of the person's has, seen at `at`; the same machine each time. */
async function faulty({ scope }: Person, fault: string, at: Date): Promise<string> {
  const found = { teamId: scope.team.id, cause: "machine", fault, at, badSince: at } as const;
  return (await asWorker((tx) => openIncident(tx, found))).id;
}

/** Something critical that was told of it, and that somebody is to acknowledge. */
async function tellOf({ scope }: Person, incidentId: string): Promise<string> {
  const teamId = scope.team.id;
  const dedupeKey = `${incidentId} ${clock.now().getTime()} ${Math.random()}`;
  const data = { name: "llama", providerId: "runpod" };
  await asWorker((tx) =>
    recordEvent(tx, {
      type: "deployment.lost",
      teamId,
      incidentId,
      data,
      at: clock.now(),
      dedupeKey,
    }),
  );
  await fanOut(clock.now());
  return (await asWorker((tx) => tx.event.findUniqueOrThrow({ where: { dedupeKey } }))).id;
}

const escalationOf = (eventId: string) =>
  asWorker((tx) => tx.escalation.findUnique({ where: { eventId } }));
const tellings = (eventId: string) => asWorker((tx) => tx.delivery.count({ where: { eventId } }));

/** Whom else the team tells after five minutes. */
async function escalating(owner: Person, to: Person): Promise<void> {
  const policy = { afterMinutes: 5, steps: [{ to: "person" as const, id: to.userId }] };
  await runVerb(setEscalation, owner.scope, { policy });
}

describe("acknowledging", () => {
  it("an incident ends the escalation of all it told, and of what it tells later", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await escalating(owner, member);
    const incidentId = await trouble(owner);
    const first = await tellOf(owner, incidentId);
    const before = await tellings(first);
    await runVerb(acknowledgeIncident, owner.scope, { incidentId });
    const later = await tellOf(owner, incidentId);
    await escalate(new Date(clock.now().getTime() + 600_000));
    expect(await escalationOf(first)).toMatchObject({
      acknowledgedBy: owner.userId,
      dueAt: null,
      step: 0,
    });
    expect(await escalationOf(later)).toBeNull();
    expect(await tellings(first)).toBe(before);
    expect(await getIncident(owner.scope, incidentId)).toMatchObject({ acknowledgedBy: "Ada" });
  });

  it("holds for what it was said of, not for what is back or has become graver", async () => {
    const owner = await makeTeam();
    await escalating(owner, await joinTeam(owner));
    const incidentId = await faulty(owner, "app-down", ago(60));
    const taken = () => runVerb(acknowledgeIncident, owner.scope, { incidentId });
    const told = async () => escalationOf(await tellOf(owner, incidentId));
    await taken();
    await faulty(owner, "app-fault", ago(50));
    expect(await told()).toBeNull();
    await faulty(owner, "gpu-lost", ago(40));
    expect(await told()).toMatchObject({ acknowledgedAt: null, dueAt: expect.any(Date) });
    await taken();
    expect(await told()).toBeNull();
    await asWorker((tx) => endIncident(tx, incidentId, ago(30)));
    expect(await faulty(owner, "app-down", ago(29.99))).toBe(incidentId);
    expect(await told()).toMatchObject({ acknowledgedAt: null, dueAt: expect.any(Date) });
    const { acknowledgedAt, lines } = await getIncident(owner.scope, incidentId);
    expect(acknowledgedAt).toBeNull();
    expect(lines.filter(({ kind }) => kind === "acknowledged")).toHaveLength(2);
  });

  it("a message acknowledges the incident it tells of, and its other messages", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await escalating(owner, member);
    const incidentId = await trouble(owner);
    const [one, other] = [await tellOf(owner, incidentId), await tellOf(owner, incidentId)];
    await runVerb(acknowledge, member.scope, { eventId: one });
    expect(await escalationOf(other)).toMatchObject({ acknowledgedBy: member.userId, dueAt: null });
    const incident = await getIncident(owner.scope, incidentId);
    expect(incident.acknowledgedAt).not.toBeNull();
    expect(incident.lines.map(({ kind }) => kind)).toContain("acknowledged");
  });

  it("is done from any message of an incident, and from none of another team's", async () => {
    const [person, stranger] = [await makePayer(), await makePayer()];
    const incidentId = await trouble(person);
    const data = { name: "llama", providerId: "runpod", fault: "unreachable", scope: "machine" };
    const about = { teamId: person.scope.team.id, incidentId, at: clock.now() };
    const dedupeKey = `unhealthy ${incidentId}`;
    await asWorker((tx) =>
      recordEvent(tx, { type: "deployment.unhealthy", ...about, data, dedupeKey }),
    );
    const { id } = await asWorker((tx) => tx.event.findUniqueOrThrow({ where: { dedupeKey } }));
    const pressed = { eventId: id };
    await expect(runVerb(acknowledge, stranger.scope, pressed)).rejects.toMatchObject({
      reason: "notice-unknown",
    });
    await runVerb(acknowledge, person.scope, pressed);
    expect((await getIncident(person.scope, incidentId)).acknowledgedAt).not.toBeNull();
  });

  it("goes on escalating where nobody did", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    await escalating(owner, member);
    const eventId = await tellOf(owner, await trouble(owner));
    const before = await tellings(eventId);
    await escalate(new Date(clock.now().getTime() + 600_000));
    expect(await tellings(eventId)).toBe(before + 1);
  });

  it("keeps whoever was first", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner);
    const incidentId = await trouble(owner);
    await runVerb(acknowledgeIncident, member.scope, { incidentId });
    await runVerb(acknowledgeIncident, owner.scope, { incidentId });
    const row = await asWorker((tx) =>
      tx.incident.findUniqueOrThrow({ where: { id: incidentId } }),
    );
    expect(row.acknowledgedBy).toBe(member.userId);
    const { lines } = await getIncident(owner.scope, incidentId);
    expect(lines.filter(({ kind }) => kind === "acknowledged")).toHaveLength(1);
  });
});

describe("a story that is too long", () => {
  it("has the newest of it, and says that the oldest is left out", async () => {
    const person = await makePayer();
    const incidentId = await trouble(person);
    expect((await getIncident(person.scope, incidentId)).hasEarlier).toBe(false);
    const line = { teamId: person.scope.team.id, incidentId, kind: "flapping" };
    await asWorker((tx) =>
      tx.incidentEntry.createMany({
        data: Array.from({ length: 2_000 }, (_, index) => ({
          ...line,
          at: ago(8 - index / 1_000),
          data: { round: index },
        })),
      }),
    );
    await runVerb(addNote, person.scope, { incidentId, text: "It is the riser." });
    const incident = await getIncident(person.scope, incidentId);
    expect(incident.lines[0]).toMatchObject({ kind: "note", data: { text: "It is the riser." } });
    expect(incident.lines[1]).toMatchObject({ data: { round: 1_999 } });
    expect(incident.lines.at(-1)).toMatchObject({ data: { round: 1 } });
    expect(incident.hasEarlier).toBe(true);
    expect(toMarkdown(incident, "en")).toContain("What happened before is left out");
  });

  it("has the newest of what was told", async () => {
    const person = await makePayer();
    const incidentId = await trouble(person);
    const told = { teamId: person.scope.team.id, incidentId, data: {}, fannedOutAt: clock.now() };
    await asWorker((tx) =>
      tx.event.createMany({
        data: Array.from({ length: 201 }, (_, index) => ({
          ...told,
          id: newId("evt"),
          dedupeKey: `${incidentId} ${index}`,
          type: index === 0 ? "deployment.unhealthy" : "deployment.lost",
          at: ago(8 - index / 100),
        })),
      }),
    );
    const { lines, hasEarlier } = await getIncident(person.scope, incidentId);
    const types = lines.flatMap(({ kind, data }) => (kind === "told" ? [data.type] : []));
    expect(types).toEqual(Array.from({ length: 200 }, () => "deployment.lost"));
    expect(hasEarlier).toBe(true);
  });
});

describe("a note", () => {
  it("stands in the story as it was written, under its author's name", async () => {
    const person = await makePayer();
    const incidentId = await trouble(person);
    const text = "<b>Driver</b> updated\non both";
    await runVerb(addNote, person.scope, { incidentId, text: `  ${text} ` });
    const { lines } = await getIncident(person.scope, incidentId);
    expect(lines[0]).toMatchObject({ kind: "note", actor: "Ada", data: { text } });
  });

  it("is refused where it is empty, too long, or one of too many", async () => {
    const person = await makePayer();
    const incidentId = await trouble(person);
    const noting = (text: string) => runVerb(addNote, person.scope, { incidentId, text });
    await expect(noting("  ")).rejects.toMatchObject({ code: "invalid" });
    await expect(noting("x".repeat(2_001))).rejects.toMatchObject({ code: "invalid" });
    await asWorker((tx) =>
      tx.incidentEntry.createMany({
        data: Array.from({ length: 200 }, () => ({
          teamId: person.scope.team.id,
          incidentId,
          at: clock.now(),
          kind: "note",
          data: { text: "One" },
        })),
      }),
    );
    await expect(noting("One more")).rejects.toMatchObject({ reason: "notes-full" });
  });
});

describe("the list", () => {
  it("has open incidents first, and finds them by state and provider", async () => {
    const person = await makePayer();
    const over = await trouble(person, "US-WA-1");
    const open = await trouble(person);
    const atLambda = await trouble(person, "us-east-1", "lambda");
    await asWorker((tx) => endIncident(tx, over, ago(1)));
    const idsOf = async (text: string) =>
      (await listIncidents(person.scope, search(text))).rows.map(({ id }) => id);
    expect((await idsOf("")).at(-1)).toBe(over);
    expect((await idsOf("")).slice(0, 2).toSorted()).toEqual([open, atLambda].toSorted());
    expect(await idsOf("state=over")).toEqual([over]);
    expect(await idsOf("provider=lambda")).toEqual([atLambda]);
    expect(await listIncidents(person.scope, search("state=over"))).toMatchObject({
      open: 2,
      over: 1,
      detectMs: 60_000,
      recoverMs: 9 * 60_000,
      providers: ["lambda", "runpod"],
    });
  });

  it("leaves out what was over before the time that is asked for, never what goes on", async () => {
    const person = await makePayer();
    const id = await trouble(person);
    await asWorker((tx) => endIncident(tx, id, ago(60 * 24 * 3)));
    const open = await trouble(person, "US-WA-1");
    await asWorker((tx) =>
      tx.incident.update({ where: { id: open }, data: { openedAt: ago(60 * 24 * 40) } }),
    );
    const found = await listIncidents(person.scope, search("days=1"));
    expect(found.rows.map((row) => row.id)).toEqual([open]);
    expect((await listIncidents(person.scope, usual)).rows).toHaveLength(2);
  });

  it("shows no other team's, in the list, alone or as a file", async () => {
    const [person, stranger] = [await makePayer(), await makePayer()];
    const incidentId = await trouble(person);
    expect((await listIncidents(stranger.scope, usual)).rows).toEqual([]);
    await expect(getIncident(stranger.scope, incidentId)).rejects.toMatchObject({
      code: "not-found",
    });
    const acts = { incidentId, text: "Mine" };
    await expect(runVerb(addNote, stranger.scope, acts)).rejects.toMatchObject({
      reason: "incident-unknown",
    });
    expect(await new Response(incidentsCsv(stranger.scope, usual)).text()).not.toContain(
      incidentId,
    );
  });
});

describe("a file", () => {
  it("of all incidents holds every one with how long it took", async () => {
    const person = await makePayer();
    const over = await trouble(person, "US-WA-1");
    await asWorker((tx) => endIncident(tx, over, ago(1)));
    await trouble(person);
    const text = await new Response(incidentsCsv(person.scope, usual, 1)).text();
    const [head = "", ...lines] = text.trim().split("\r\n");
    const rows = lines.map((line) => line.split(","));
    const column = (name: string) => head.split(",").indexOf(name);
    expect(rows).toHaveLength(2);
    const row = rows.find(([id]) => id === over) ?? [];
    expect(row[column("seconds_to_detect")]).toBe("60");
    expect(row[column("seconds_to_recover")]).toBe("540");
    expect(row[column("seconds_to_repair")]).toBe("");
  });

  it("of one tells its story in the reader's language, and takes no note for Markdown", async () => {
    const person = await makePayer();
    const incidentId = await trouble(person);
    await runVerb(addNote, person.scope, { incidentId, text: "# Not a heading\n[x](y)" });
    const incident = await getIncident(person.scope, incidentId);
    const english = toMarkdown(incident, "en");
    expect(english).toContain("# RunPod EU-RO-1: machines do not answer");
    expect(english).toContain(String.raw`Ada noted · \# Not a heading \[x\](y)`);
    expect(toMarkdown(incident, "zh")).toContain("Ada 的备注");
  });
});

it("shows whom it was told to: all of them to those who manage the team, to others themselves", async () => {
  const owner = await makeTeam();
  const admin = await joinTeam(owner, "admin");
  const member = await joinTeam(owner);
  const incidentId = await trouble(owner);
  await tellOf(owner, incidentId);
  const toldTo = async (person: Person) => {
    const { lines } = await getIncident(person.scope, incidentId);
    return lines.flatMap(({ told }) => told.map(({ to, kind }) => `${kind} ${to}`)).toSorted();
  };
  expect(await toldTo(owner)).toEqual(["email Ada", "email Ada"]);
  expect(await toldTo(admin)).toEqual(["email Ada", "email Ada"]);
  expect(await toldTo(member)).toEqual(["email null", "email null"]);
});
