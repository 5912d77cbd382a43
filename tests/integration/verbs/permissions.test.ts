import { beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { verbs } from "@/lib/catalog/verbs";
import { AppError } from "@/lib/errors";
import { runVerb } from "@/lib/verbs/run-verb";
import { closeAfterwards } from "@/tests/factories/close";
import {
  makeMember,
  makeOperator,
  makePerson,
  scopeOf,
  signInAgain,
  visitor,
} from "@/tests/factories/people";
import { type Caller, callers, expectedAnswer, permissionTable } from "./permission-table";

closeAfterwards();

const emails = new Map<Caller, string>();

beforeAll(async () => {
  const owner = await makePerson();
  emails.set("owner", owner.email);
  emails.set("operator", (await makeOperator()).email);
  for (const role of ["viewer", "member", "admin"] as const) {
    emails.set(role, (await makeMember(owner, role)).email);
  }
});

/** Verbs may end the session they run in, so every run has one of its own. */
async function scopeAs(caller: Caller): Promise<Scope> {
  const email = emails.get(caller);
  return email ? scopeOf(await signInAgain(email)) : visitor();
}

/** Runs a verb with input that means nothing: who may run it hears about the input. */
async function answerOf(name: string, caller: Caller) {
  const verb = verbs.find((one) => one.name === name);
  if (!verb) throw new Error(`no verb ${name}`);
  try {
    await runVerb(verb, await scopeAs(caller), {});
    return "may";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code } = error;
    return code === "unauthenticated" || code === "forbidden" ? code : "may";
  }
}

describe("the permission table", () => {
  it("has one row for every verb and none for what is not one", () => {
    expect(Object.keys(permissionTable).sort()).toEqual(verbs.map(({ name }) => name).sort());
  });

  for (const name of Object.keys(permissionTable)) {
    it(`says who may run ${name}`, async () => {
      for (const caller of callers) {
        expect({ caller, answer: await answerOf(name, caller) }).toEqual({
          caller,
          answer: expectedAnswer(name, caller),
        });
      }
    });
  }
});
