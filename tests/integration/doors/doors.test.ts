import { describe, expect, it } from "vitest";
import { perform } from "@/lib/actions/perform";
import { verbs } from "@/lib/catalog/verbs";
import { sourcesIn } from "@/tests/architecture/sources";
import { closeAfterwards } from "@/tests/factories/close";
import { makePerson } from "@/tests/factories/people";
import { actionDoors, hiddenActions, routeDoors } from "./read-doors";

closeAfterwards();

/** What an action's maker does before the verb runs: `perform`, with the team of the page or without. */
const makers: Readonly<Record<string, string>> = {
  action: "same origin",
  teamAction: "same origin, team of the page",
  sessionAction: "same origin",
  endSessionAction: "same origin",
};
const anywhere = new Set(["visitor", "self", "operate"]);

const line = (words: readonly string[]) => words.join(" | ");
const limits = (words: readonly string[]) => (words.length > 0 ? words.join(", ") : "no limit");
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  `${[line(head), ...rows.map(line).toSorted()].join("\n")}\n`;

/** A new door, or one that changed who may enter, is a new line: read it, then run this with `-u`. */
describe("every door of the product", () => {
  it("that a browser may call is in the table of actions", async () => {
    const rows = (await actionDoors()).map(
      ({ file, name, maker, verb, permission, limits: own }) => [
        file.replace(/^app\/\[locale\]\//, ""),
        name,
        verb,
        permission,
        makers[maker] ?? maker,
        limits(own),
      ],
    );
    const head = ["file", "action", "verb", "who may enter", "checks", "rate limit"];
    await expect(table(head, rows)).toMatchFileSnapshot("actions.txt");
  });

  it("that answers under an address is in the table of routes", async () => {
    const rows = routeDoors().map(({ methods, path, entry, limits: own }) => [
      path,
      methods.join(" "),
      entry,
      limits(own),
    ]);
    const head = ["address", "methods", "who may enter", "rate limit"];
    await expect(table(head, rows)).toMatchFileSnapshot("routes.txt");
  });

  it("is the action of one verb, made by what checks origin, session and input", async () => {
    const odd = (await actionDoors()).filter(
      ({ maker, verb }) => !(maker in makers) || verb === "?",
    );
    expect(odd).toEqual([]);
    expect(hiddenActions()).toEqual([]);
    const bare = Object.keys(makers).filter((maker) => {
      const file = maker === "endSessionAction" ? "session-action" : kebab(maker);
      const [source] = sourcesIn([`lib/actions/${file}.ts`]);
      return !source?.text.includes("perform(verb, request,");
    });
    expect(bare).toEqual([]);
  });

  it("into a team is bound to the team of its page: its first argument, which no form sends", async () => {
    const doors = await actionDoors();
    const inTeam = doors.filter(
      ({ realm, permission }) => realm === "team" || !anywhere.has(permission),
    );
    expect(inTeam.filter(({ maker }) => maker !== "teamAction")).toEqual([]);
  });

  it("refuses every verb to a page that is not ours", async () => {
    const { scope } = await makePerson();
    const headers = new Headers({ origin: "https://evil.example" });
    for (const verb of verbs) {
      for (const as of [null, scope]) {
        const answer = await perform(verb, { headers, scope: as }, { input: {} });
        expect({ verb: verb.name, answer }).toMatchObject({
          answer: { ok: false, error: { reason: "foreign-origin" } },
        });
      }
    }
  });
});

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
