import { describe, expect, it } from "vitest";
import { z } from "zod";
import { signIn } from "@/lib/accounts/sign-in";
import { signUp } from "@/lib/accounts/sign-up";
import { perform } from "@/lib/actions/perform";
import { env } from "@/lib/env";
import { removeKey } from "@/lib/provider-keys/remove-key";
import { inviteMember } from "@/lib/teams/invite";
import { teamsOf } from "@/lib/teams/queries";
import { defineVerb } from "@/lib/verbs/define-verb";
import { closeAfterwards } from "@/tests/factories/close";
import { makeMember, makePerson, newEmail, PASSWORD } from "@/tests/factories/people";
import { joinTeam, makeTeam } from "@/tests/factories/teams";

closeAfterwards();

/** A browser's headers on a page of ours. */
const pageAt = (path: string) =>
  new Headers({ origin: env.APP_URL, referer: new URL(path, env.APP_URL).href });
const english = { headers: pageAt("/sign-in"), scope: null };
const chinese = { headers: pageAt("/zh/sign-in"), scope: null };

const breaks = defineVerb({
  name: "tests.break",
  input: z.object({}),
  output: z.object({}),
  permission: "keys.read",
  feature: null,
  audit: () => ({}),
  async run() {
    throw new Error("secret inner words");
  },
});

describe("a server action", () => {
  it("answers a refusal as a sentence in the language of the page", async () => {
    const input = { email: newEmail(), password: "wrong password" };
    const en = await perform(signIn, english, { input });
    expect(en).toEqual({
      ok: false,
      error: {
        code: "invalid",
        reason: "wrong-password",
        message: "The e-mail address or the password is not right.",
      },
    });
    const zh = await perform(signIn, chinese, { input });
    expect(zh).toMatchObject({ error: { message: "邮箱地址或密码不正确。" } });
  });

  it("names each field that is wrong", async () => {
    const input = { email: "nobody", password: "short", locale: "en" } as const;
    expect(await perform(signUp, english, { input })).toMatchObject({
      error: {
        code: "invalid",
        fields: {
          email: "This is not an e-mail address.",
          password: "At least 10 characters, please.",
        },
      },
    });
  });

  it("refuses to act for a page that is not ours, or that does not say", async () => {
    const { scope } = await makePerson();
    for (const headers of [
      new Headers({ host: "localhost:3000" }),
      new Headers({ origin: "https://evil.example", host: "evil.example" }),
      new Headers({ origin: "https://evil.example", "x-forwarded-host": "evil.example" }),
    ]) {
      const answer = await perform(removeKey, { headers, scope }, { input: { keyId: "key_x" } });
      expect(answer).toMatchObject({ ok: false, error: { reason: "foreign-origin" } });
    }
  });

  it("acts in no other team than the one its page shows", async () => {
    const owner = await makeTeam();
    const member = await joinTeam(owner, "admin");
    const [own] = await teamsOf(member.scope);
    const request = { ...english, scope: member.scope };
    const input = { email: newEmail(), role: "member" } as const;
    for (const pageTeamId of [own?.id ?? "", ""]) {
      const refused = await perform(inviteMember, { ...request, pageTeamId }, { input });
      expect(refused).toMatchObject({ ok: false, error: { reason: "other-team" } });
    }
    const pageTeamId = owner.scope.team.id;
    expect(await perform(inviteMember, { ...request, pageTeamId }, { input })).toMatchObject({
      ok: true,
    });
    const signedOut = { ...english, pageTeamId };
    expect(await perform(inviteMember, signedOut, { input })).toMatchObject({
      error: { code: "unauthenticated" },
    });
  });

  it("tells a foreign row from nothing by no word", async () => {
    const { scope } = await makePerson();
    const answer = await perform(
      removeKey,
      { ...english, scope },
      { input: { keyId: "key_00000000000000000000" } },
    );
    expect(answer).toMatchObject({ error: { code: "not-found" } });
  });

  it("refuses a role without the right and a visitor", async () => {
    const viewer = await makeMember(await makePerson(), "viewer");
    const input = { keyId: "key_x" };
    expect(await perform(removeKey, { ...english, scope: viewer.scope }, { input })).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(await perform(removeKey, english, { input })).toMatchObject({
      error: { code: "unauthenticated" },
    });
  });

  it("shows nothing of what went wrong inside", async () => {
    const { scope } = await makePerson();
    const answer = await perform(breaks, { ...english, scope }, { input: {} });
    expect(answer).toMatchObject({ error: { code: "internal" } });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  it("survives garbage of every kind", async () => {
    for (const input of [null, undefined, 7, "x", [], { email: { $gt: "" } }, { __proto__: 1 }]) {
      const garbage: unknown = input;
      const answer = await perform(signUp, english, { input: garbage });
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid" } });
    }
  });

  it("ignores a request id that is not one, and acts once for one that is", async () => {
    const input = { email: newEmail(), password: PASSWORD, locale: "en" } as const;
    const options = { requestId: "0123456789abcdef" };
    const first = await perform(signUp, english, { input, options });
    expect(await perform(signUp, english, { input, options })).toEqual(first);
    const odd = await perform(signUp, english, { input, options: { requestId: "'; --" } });
    expect(odd.ok).toBe(true);
  });
});
