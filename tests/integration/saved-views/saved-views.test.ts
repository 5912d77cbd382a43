import { expect, it } from "vitest";
import { defaultView, removeView, renameView } from "@/lib/saved-views/change-view";
import { listViews } from "@/lib/saved-views/queries";
import { saveView } from "@/lib/saved-views/save-view";
import { removeMember } from "@/lib/teams/remove-member";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { joinTeam, makeTeam } from "@/tests/factories/teams";
import { memberIdOf } from "../teams/read-team";

closeAfterwards();

const list = "deployments" as const;
const view = (name: string, query = "state=failed") => ({ list, name, query });

it("keeps filters under a name, and the same name once more keeps the new ones", async () => {
  const { scope } = await makeTeam();
  const first = await runVerb(saveView, scope, view("in trouble"));
  const again = await runVerb(saveView, scope, view("in trouble", "problem=dead"));
  expect(again).toEqual({ ...first, query: "problem=dead" });
  expect(await listViews(scope, list)).toEqual([again]);
});

it("opens the list with one view at most, and forgets one that is not wanted", async () => {
  const { scope } = await makeTeam();
  const one = await runVerb(saveView, scope, view("one"));
  const two = await runVerb(saveView, scope, view("two"));
  await runVerb(defaultView, scope, { viewId: one.id, on: true });
  await runVerb(defaultView, scope, { viewId: two.id, on: true });
  const defaults = (await listViews(scope, list)).filter(({ isDefault }) => isDefault);
  expect(defaults.map(({ name }) => name)).toEqual(["two"]);
  await runVerb(defaultView, scope, { viewId: two.id, on: false });
  await runVerb(removeView, scope, { viewId: one.id });
  const left = await listViews(scope, list);
  expect(left).toEqual([{ ...two, isDefault: false }]);
});

it("refuses a name that another of one's views has", async () => {
  const { scope } = await makeTeam();
  await runVerb(saveView, scope, view("one"));
  const two = await runVerb(saveView, scope, view("two"));
  const taken = runVerb(renameView, scope, { viewId: two.id, name: "one" });
  await expect(taken).rejects.toMatchObject({ reason: "view-name-taken" });
  expect(await runVerb(renameView, scope, { viewId: two.id, name: " three " })).toMatchObject({
    name: "three",
  });
});

it("is each person's own inside a team, and gone with the membership", async () => {
  const owner = await makeTeam();
  const mate = await joinTeam(owner, "viewer");
  const { id: viewId } = await runVerb(saveView, mate.scope, view("mine"));
  expect(await listViews(owner.scope, list)).toEqual([]);
  const peek = runVerb(removeView, owner.scope, { viewId });
  await expect(peek).rejects.toMatchObject({ code: "not-found" });
  await runVerb(removeMember, owner.scope, { memberId: await memberIdOf(owner, mate) });
  expect(await listViews(mate.scope, list)).toEqual([]);
});
