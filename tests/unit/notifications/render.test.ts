import { beforeAll, describe, expect, it } from "vitest";
import { events } from "@/lib/events/catalog";
import type { Facts } from "@/lib/notifications/render";

const facts: Facts = {
  type: "deployment.lost",
  data: { name: "llama", providerId: "runpod" },
  deploymentId: "dep_1",
  teamName: "Ada's team",
  userName: "Ada",
  locale: "en",
  repeated: false,
};
const data: Readonly<Record<string, unknown>> = {
  tokenId: "tok_1",
  name: "llama",
  providerId: "runpod",
  lastFour: "abcd",
  instanceId: "i-1",
  alertId: "alr_1",
  modelId: "h100-sxm",
  pricingModel: "spot",
  area: "europe",
  limit: "1.8",
  price: "1.75",
  quoted: "1.60",
  region: "EU-RO-1",
  act: "stop",
  reached: "time",
  endsAt: "2026-11-25T18:00:00.000Z",
  spend: "12.5",
  soFar: "11.3",
  stoppedPerHour: "0.01",
  inviteId: "inv_1",
  inviter: "Bob",
  inviterEmail: "bob@example.com",
  email: "eve@example.com",
  role: "viewer",
  from: "pro",
  to: "basic",
  direction: "down",
  until: "2026-12-03T18:00:00.000Z",
  minor: "1900",
  kind: "passkey",
  changeId: "chg_1",
  left: "9",
  forecast: "140",
  why: "bounced",
  notice: "out-of-memory",
  figure: "3",
  fault: "app-down",
  scope: "machine",
  currency: "usd",
  channelId: "nch_1",
  ending: "blocked",
  covers: "team",
  percent: "80",
  day: "2026-11-25",
  usual: "24",
  more: "80",
  spent: "80",
  monthly: "100",
  holds: "yes",
  hold: "data-asks",
  rung: "reboot",
  minutes: "12",
  acts: "2",
  before: "2.5",
  after: "2.9",
  hours: "4",
  perHour: "2.9",
};

const held: { render?: typeof import("@/lib/notifications/render").renderEvent } = {};
const render = (given: Partial<Facts> = {}) => {
  const message = held.render?.({ ...facts, ...given });
  if (!message) throw new Error("no mail");
  return message;
};

beforeAll(async () => {
  Object.assign(process.env, {
    WORLD: "sandbox",
    DATABASE_URL: "postgresql://u@127.0.0.1/db",
    DATA_DIR: "none",
    APP_URL: "https://hub.example",
    AUTH_SECRET: "s".repeat(32),
    SMTP_URL: "smtp://127.0.0.1:2525",
    KEY_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
  });
  held.render = (await import("@/lib/notifications/render")).renderEvent;
});

/** All that is told of one event; several that waited are put together elsewhere. */
const told = Object.entries(events).filter(
  ([type, { mail }]) => mail !== "never" && type !== "notices.gathered",
);

describe("a mail", () => {
  it.each(
    told.flatMap(([type]) => [
      [type, "en"],
      [type, "zh"],
    ]),
  )("about %s has every part in %s", (type, locale) => {
    const { subject, text, html } = render({ type, data, locale });
    expect(subject.length).toBeGreaterThan(3);
    expect(text).not.toMatch(/\{|\}|mails\.|undefined|:\n\n/);
    const prefix = locale === "zh" ? "https://hub.example/zh/" : "https://hub.example/";
    expect(text).toContain(prefix);
    expect(html).toContain(`<html lang="${locale}">`);
    const { lines, link, linkText } = render({ type, data, locale });
    expect([link, linkText, lines.join("")]).not.toContain("");
  });

  it.each([
    ["en", "time", "stop", /ends at 25 Nov 2026 18:00 UTC.*Then it is stopped/s],
    [
      "en",
      "spend",
      "terminate",
      /has cost \$11\.30 of the \$12\.50 you set.*Then it is terminated/s,
    ],
    ["zh", "spend", "stop", /已花费 \$11\.30，您设定的上限是 \$12\.50。到期后会停止/s],
  ])("says in %s what a lease of %s does at its end: %s", (locale, reached, act, words) => {
    const lease = { ...data, reached, act };
    expect(render({ type: "deployment.lease-ending", data: lease, locale }).text).toMatch(words);
  });

  it("leads to the machine it is about", () => {
    expect(render().text).toContain("https://hub.example/dashboard/deployments/dep_1");
  });

  it("carries a link whose secret part no table holds", () => {
    const { text } = render({ type: "account.verification-asked", data: { tokenId: "tok_1" } });
    expect(text).toMatch(/https:\/\/hub\.example\/verify\?token=tok_1\.[\w-]{43}\n/);
  });

  it("puts hostile names in as plain words, on one line", () => {
    const name = '<img src=x onerror="x">\r\nBcc: all@example.com';
    const { subject, html, text } = render({ data: { name, providerId: "runpod" } });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain("<img");
    expect(text).not.toContain("\r\nBcc");
  });

  it("carries no word of a stranger to an address nobody verified", () => {
    const userName = "your prize waits at https://evil.example";
    const { subject, text, html } = render({
      type: "account.verification-asked",
      data: { tokenId: "tok_1" },
      userName,
      teamName: userName,
    });
    expect(`${subject}${text}${html}`).not.toContain("evil.example");
  });

  it("lets no name of an invitation become a link or turn text around", () => {
    const { subject, text, html } = render({
      type: "members.invited",
      data: {
        ...data,
        inviter: "Win \u202eevil.example/now https://bad.example/x www.worse.example",
      },
      teamName: "prize.example \u2066click\u2069",
      userName: null,
    });
    expect(subject).toBe("Win invites you to a team on ComputeHub");
    expect(`${text}${html}`).not.toMatch(
      /evil|bad|worse|prize\.example|[\u202a-\u202e\u2066-\u2069]/,
    );
    expect(text).toContain('the team "prize example click"');
    expect(text).toMatch(/https:\/\/hub\.example\/accept-invite\?token=inv_1\.[\w-]{43}\n/);
  });

  it("names the sender's address where their name is nothing but an address", () => {
    const given = { ...data, inviter: "https://bad.example/x" };
    expect(render({ type: "members.invited", data: given }).subject).toMatch(/^bob@example\.com /);
  });

  it("about a price has a way to end such mails, in the text and for mail programs", () => {
    const mail = render({ type: "price.alert-fired", data });
    expect(mail.subject).toBe("H100 SXM at $1.75");
    expect(mail.text).toMatch(/https:\/\/hub\.example\/alert\?token=alr_1\.[\w-]{43}\n/);
    expect(mail.text).toContain("https://hub.example/gpus/h100-sxm\n");
    expect(mail.unsubscribeUrl).toMatch(
      /^https:\/\/hub\.example\/api\/alerts\/off\?token=alr_1\.[\w-]{43}$/,
    );
    expect(render().unsubscribeUrl).toBeUndefined();
  });

  it("says so when it may be the second copy", () => {
    expect(render({ repeated: true }).text).toContain("second time");
    expect(render().text).not.toContain("second time");
  });

  it("is written in English for a language nobody speaks here", () => {
    expect(render({ locale: "fr" }).subject).toBe("llama is gone");
  });

  it("is not written about what nobody is told of", () => {
    expect(held.render?.({ ...facts, type: "deployment.requested" })).toBeNull();
    expect(held.render?.({ ...facts, type: "something.of-tomorrow" })).toBeNull();
  });
});
