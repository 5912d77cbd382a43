import { askForPasskey } from "@/lib/accounts/ask-passkey";
import { issueMailToken } from "@/lib/accounts/mail-tokens";
import { signUp } from "@/lib/accounts/sign-up";
import { mailLink } from "@/lib/auth/mail-link";
import type { TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { asAccounts, asWorker } from "@/lib/db";
import { newId } from "@/lib/ids";
import { proposedPolicy } from "@/lib/repair-policy/schema";
import { fingerprintOfLine } from "@/lib/ssh/fingerprint";
import { makeKeyPair } from "@/lib/ssh/make-key-pair";
import { runVerb } from "@/lib/verbs/run-verb";
import { giveEmailChange } from "@/tests/factories/email-change";
import { Device, giveChallenge, giveSession, giveStep, giveTotp } from "@/tests/factories/factors";
import { newEmail, newestLink, PASSWORD, visitor } from "@/tests/factories/people";
import { newPublicKey } from "@/tests/factories/ssh-keys";
import { codeOf } from "@/tests/factories/totp-code";
import { addKey, keyOf } from "@/tests/integration/operations/rented-world";
import { freshKey } from "@/tests/integration/sandbox/wire";
import { type Cast, makeLoner, type Player, TEAM_NAME } from "./cast";
import { makeBot, makeChannel, makeDeadDelivery, makeNotice } from "./notices";
import { makeAlarm, makeDeadMail, makeFailedJob, makeParkedEvent } from "./operator-things";
import { payAtStripe } from "./paying";

import {
  makeAlert,
  makeBatch,
  makeBudget,
  makeHeldOffer,
  makeIncident,
  makeInvite,
  makeMachine,
  makeSshKey,
  makeStray,
  makeTemplate,
  makeView,
  makeVolume,
  type World,
} from "./things";

/** What a sample is made of: the team whose things are named, and who will try. */
export interface Stage {
  readonly world: World;
  readonly cast: Cast;
  /** The team's owner, by whom its things are made. */
  readonly owner: TeamScope;
  /** Null: a visitor. */
  readonly caller: Player | null;
}

type Sample = (stage: Stage) => unknown;

const password = PASSWORD;
const OPERATOR = "operator@example.com";
const alert = { modelId: "h100-sxm", pricingModel: "on-demand", area: null } as const;
let cents = 100;

const onMachine =
  (
    status: "running" | "stopped" = "running",
    more: { readonly providerId?: string; readonly input?: object } = {},
  ): Sample =>
  async ({ world, owner }) => {
    const { providerId, input } = more;
    const made = await makeMachine(world, owner, { status, ...(providerId && { providerId }) });
    return { deploymentId: made.deploymentId, ...input };
  };

const onStray =
  (input: object = {}): Sample =>
  async ({ world, owner }) => ({ strayId: await makeStray(world, owner), ...input });

/** The caller's own alert; of somebody outside the team, one of its owner. */
const onAlert =
  (input: object = {}): Sample =>
  async ({ cast, caller }) => {
    const isInside = caller?.teamId === cast.teamId;
    const alertId = await makeAlert(cast.teamId, isInside ? caller.userId : cast.owner.userId);
    return { alertId, ...input };
  };

/** Whose a thing of one person is: the caller's inside the team, else its owner's. */
function ownerOfThing(cast: Cast, caller: Player | null) {
  const isInside = caller?.teamId === cast.teamId;
  return { teamId: cast.teamId, userId: isInside ? caller.userId : cast.owner.userId };
}

/** The caller's own saved view; of somebody outside the team, one of its owner. */
const onView =
  (input: object = {}): Sample =>
  async ({ cast, caller }) => ({ viewId: await makeView(ownerOfThing(cast, caller)), ...input });
/** The caller's own thing; of somebody outside the team, one of its owner. */
const own =
  (make: (teamId: string, userId: string) => Promise<object>): Sample =>
  ({ cast, caller }) =>
    make(cast.teamId, caller?.teamId === cast.teamId ? caller.userId : cast.owner.userId);

const onTemplate = (input: object = {}): Sample =>
  own(async (teamId, userId) => ({ templateId: await makeTemplate(teamId, userId), ...input }));

/** A channel of the caller's own. */
const onOwnChannel = (input: object = {}, state: "active" | "pending" = "active"): Sample =>
  own(async (teamId, userId) => ({
    channelId: (await makeChannel(teamId, { userId, state })).channelId,
    ...input,
  }));

const onTeamChannel =
  (kind: string): Sample =>
  async ({ cast }) => ({
    channelId: (await makeChannel(cast.teamId, { userId: null, kind })).channelId,
  });

const onInvite: Sample = async ({ cast }) => ({
  inviteId: (await makeInvite(cast.teamId, cast.owner.userId)).inviteId,
});

const paying =
  (input: object): Sample =>
  async ({ world, cast }) => {
    await payAtStripe(world, cast);
    return input;
  };

/** Only who has nothing else to confirm with is sent a code. */
const forgetPassword: Sample = async ({ caller }) => {
  await asAccounts((tx) =>
    tx.user.updateMany({ where: { id: caller?.userId ?? "" }, data: { passwordHash: null } }),
  );
  return {};
};

/** Something of the caller's own account; a visitor has none. */
const onCaller =
  (make: (userId: string) => Promise<object>): Sample =>
  async ({ caller }) =>
    caller ? make(caller.userId) : {};

/** An input with which each verb of the product works for who may run it, made anew for each try. */
export const samples: Readonly<Record<string, Sample>> = {
  "accounts.sign-up": () => ({ email: newEmail(), password, locale: "en" }),
  "accounts.ask-verification": () => ({ email: newEmail(), password }),
  "accounts.verify-email": async () => {
    const email = newEmail();
    await runVerb(signUp, visitor(), { email, password, locale: "en" });
    return { token: await newestLink(email, "verify") };
  },
  "accounts.sign-in": async () => ({ email: (await makeLoner()).email, password }),
  "accounts.sign-in-with-provider": () => ({
    provider: "github",
    providerAccountId: newId("acc"),
    verifiedEmail: newEmail(),
    name: null,
    locale: "en",
  }),
  "accounts.sign-out": () => ({}),
  "accounts.sign-out-everywhere": () => ({}),
  "accounts.end-session": onCaller(async (userId) => ({ handle: await giveSession(userId) })),
  "accounts.end-other-sessions": () => ({}),
  "accounts.ask-reset": async () => ({ email: (await makeLoner()).email }),
  "accounts.reset-password": async () => {
    const { userId } = await makeLoner();
    const now = clock.now();
    const id = await asAccounts((tx) => issueMailToken(tx, { userId, purpose: "reset", now }));
    const token = new URL(mailLink("reset", id, "en")).searchParams.get("token");
    return { token, password: "another long password" };
  },
  "accounts.change-password": () => ({ current: password, password }),
  "accounts.change-locale": () => ({ locale: "zh" }),
  "accounts.change-name": () => ({ name: "Grace" }),
  "accounts.ask-email-change": () => ({ email: newEmail() }),
  "accounts.change-email": async () => {
    const { userId, email: oldEmail } = await makeLoner();
    return { token: await giveEmailChange({ userId, oldEmail }) };
  },
  "accounts.prepare-export": () => ({}),
  /** The operator is one person for the whole matrix, and stays. */
  "accounts.delete": ({ caller }) => ({
    email: caller?.email === OPERATOR ? "" : (caller?.email ?? ""),
  }),
  "accounts.confirm": () => ({ by: "password", password }),
  "accounts.ask-confirm-code": forgetPassword,
  "accounts.finish-sign-in": async () => {
    const { userId } = await makeLoner();
    const secret = await giveTotp(userId);
    return { step: await giveStep(userId), proof: { by: "totp", code: codeOf(secret) } };
  },
  "accounts.ask-passkey": () => ({ purpose: "sign-in" }),
  "accounts.sign-in-with-passkey": async () => {
    const device = new Device();
    await device.give((await makeLoner()).userId);
    const { challenge } = await runVerb(askForPasskey, visitor(), { purpose: "sign-in" });
    return { signed: device.sign(challenge) };
  },
  "accounts.begin-totp": () => ({}),
  "accounts.confirm-totp": onCaller(async (userId) => {
    const secret = await giveTotp(userId, { isConfirmed: false });
    return { code: codeOf(secret) };
  }),
  "accounts.remove-totp": onCaller(async (userId) => {
    await giveTotp(userId);
    return {};
  }),
  "accounts.renew-recovery-codes": onCaller(async (userId) => {
    await giveTotp(userId);
    return {};
  }),
  "accounts.begin-passkey": () => ({}),
  "accounts.add-passkey": onCaller(async (userId) => {
    const challenge = await giveChallenge(userId);
    return { name: "Laptop", made: new Device().make(challenge) };
  }),
  "accounts.rename-passkey": onCaller(async (userId) => ({
    passkeyId: await new Device().give(userId),
    name: "Phone",
  })),
  "accounts.remove-passkey": onCaller(async (userId) => ({
    passkeyId: await new Device().give(userId),
  })),
  "keys.add": () => ({
    providerId: "runpod",
    name: "Key",
    credentials: { apiKey: freshKey("runpod") },
  }),
  "keys.remove": async ({ owner }) => ({
    keyId: await addKey(owner, "runpod", freshKey("runpod")),
  }),
  "keys.rename": async ({ owner }) => ({
    keyId: await addKey(owner, "runpod", freshKey("runpod")),
    name: "Another name",
  }),
  "keys.rotate": async ({ owner }) => {
    const apiKey = freshKey("runpod");
    const keyId = await addKey(owner, "runpod", apiKey);
    return { keyId, credentials: { apiKey: `${apiKey}-second` } };
  },
  "billing.join-waiting-list": () => ({ email: newEmail(), tier: "pro", locale: "en" }),
  "keys.choose-kept": async ({ owner }) => ({
    keyId: await addKey(owner, "runpod", freshKey("runpod")),
  }),
  "deployments.launch": async ({ world, owner }) => ({
    offerId: world.offerId,
    providerKeyId: await keyOf(owner),
    quotedPerHour: "3.29",
  }),
  "deployments.launch-best": async ({ owner }) => {
    await keyOf(owner);
    return { models: ["h100-sxm"], ceiling: "100" };
  },
  "deployments.stop": onMachine(),
  "deployments.hibernate": onMachine("running", { providerId: "verda" }),
  "deployments.start": onMachine("stopped"),
  "deployments.restart": onMachine(),
  "deployments.terminate": onMachine(),
  "deployments.extend": onMachine("running", {
    input: { lease: { afterHours: 2, act: "terminate" } },
  }),
  "deployments.rename": onMachine("running", { input: { name: "renamed" } }),
  "deployments.set-checks": onMachine("running", {
    input: { httpCheck: null, watchInside: true },
  }),
  "idle.set-machine-rule": onMachine("running", {
    input: { rule: { act: "stop", minutes: 120 } },
  }),
  "idle.set-team-rule": () => ({ rule: { act: "tell", minutes: 240 } }),
  "deployments.trust-host-key": async ({ world, owner }) => {
    const { deploymentId } = await makeMachine(world, owner);
    const { publicKey } = makeKeyPair("another");
    await asWorker((tx) =>
      tx.deployment.update({ where: { id: deploymentId }, data: { hostKeyShown: publicKey } }),
    );
    return { deploymentId, fingerprint: fingerprintOfLine(publicKey) };
  },
  "deployments.batch": async ({ world, owner }) => {
    const { deploymentId } = await makeMachine(world, owner);
    return { act: "stop", deploymentIds: [deploymentId] };
  },
  "deployments.read-batch": async ({ world, cast, owner, caller }) => {
    const { deploymentId } = await makeMachine(world, owner);
    const batchId = await makeBatch(ownerOfThing(cast, caller), deploymentId);
    return { batchId };
  },
  "views.save": () => ({ list: "deployments", name: newEmail().slice(0, 30), query: "show=all" }),
  "views.rename": onView({ name: "renamed" }),
  "views.default": onView({ on: true }),
  "views.remove": onView(),
  "volumes.attach": async ({ world, owner }) => {
    const { deploymentId, keyId } = await makeMachine(world, owner);
    return { volumeId: await makeVolume(owner, { keyId }), deploymentId };
  },
  "volumes.detach": async ({ owner }) => ({
    volumeId: await makeVolume(owner, { attachedTo: "machine" }),
  }),
  "volumes.delete": async ({ owner }) => ({
    volumeId: await makeVolume(owner),
    confirmation: "disk",
  }),
  "strays.adopt": onStray(),
  "strays.ignore": onStray(),
  "strays.terminate": onStray({ name: "ch-testinst-restoredback-create-1" }),
  "templates.create": () => ({ name: "Template", visibility: "team" }),
  "templates.edit": onTemplate({ name: "Other name", visibility: "private" }),
  "templates.duplicate": onTemplate(),
  "templates.remove": onTemplate(),
  "templates.save-machine": onMachine("running", {
    input: { name: "Template", visibility: "team" },
  }),
  "ssh-keys.add": () => ({ publicKey: newPublicKey() }),
  "ssh-keys.remove": own(async (teamId, userId) => ({
    sshKeyId: await makeSshKey(teamId, userId),
  })),
  "channels.add": () => ({
    kind: "slack",
    name: "Ops",
    address: `https://hooks.slack.com/services/T1/B1/${newId("nch").slice(4)}`,
  }),
  "channels.rotate-secret": onTeamChannel("webhook"),
  "channels.remove": onOwnChannel(),
  "channels.switch": onOwnChannel({ on: false }),
  "channels.test": onOwnChannel(),
  "channels.retry-delivery": own(async (teamId, userId) => ({
    deliveryId: await makeDeadDelivery(teamId, userId),
  })),
  "channels.set-rule": own(async (teamId, userId) => ({
    group: "failure",
    channel: (await makeChannel(teamId, { userId })).channelId,
    mode: "now",
  })),
  "channels.set-preference": () => ({
    timeZone: "Europe/Berlin",
    quietFrom: 1_320,
    quietTo: 420,
    quietCritical: "pass",
    digestAt: 540,
  }),
  "channels.set-escalation": ({ cast }) => ({
    policy: { afterMinutes: 10, steps: [{ to: "person", id: cast.owner.userId }] },
  }),
  "incidents.acknowledge": async ({ cast }) => ({ incidentId: await makeIncident(cast.teamId) }),
  "incidents.add-note": async ({ cast }) => ({
    incidentId: await makeIncident(cast.teamId),
    text: "The driver was updated.",
  }),
  "channels.acknowledge": async ({ cast }) => ({ eventId: await makeNotice(cast.teamId) }),
  "channels.ask-telegram": async () => {
    await makeBot();
    return {};
  },
  "channels.confirm-telegram": onOwnChannel({}, "pending"),
  "notices.end-by-mail": ({ cast }) => ({
    token: new URL(
      mailLink("notices", `${cast.teamId}~${cast.owner.userId}~failure`, "en"),
    ).searchParams.get("token"),
    on: false,
  }),
  "notices.resume-mail": () => ({}),
  "alerts.create": () => {
    cents += 1;
    return { ...alert, maxPerGpuHour: `${cents / 100}` };
  },
  "alerts.switch": onAlert({ on: false }),
  "repair.set-policy": onMachine("running", { input: { policy: proposedPolicy } }),
  "repair.pause": onMachine("running", { input: { hours: 8 } }),
  "repair.resume": onMachine("running"),
  "budgets.set": () => ({ covers: "team", monthly: "500", warnAt: [80], holds: false }),
  "budgets.remove": async ({ cast }) => ({ budgetId: await makeBudget(cast.teamId) }),
  "alerts.remove": onAlert(),
  "alerts.switch-by-mail": async ({ cast }) => {
    const alertId = await makeAlert(cast.teamId, cast.owner.userId);
    const token = new URL(mailLink("alert", alertId, "en")).searchParams.get("token");
    return { token, on: false };
  },
  "members.invite": () => ({ email: newEmail(), role: "member" }),
  "members.resend-invite": onInvite,
  "members.revoke-invite": onInvite,
  "members.accept": async ({ cast, caller }) => {
    const { token } = await makeInvite(cast.teamId, cast.owner.userId, caller?.email);
    return { token };
  },
  "members.decline": async ({ cast }) => ({
    token: (await makeInvite(cast.teamId, cast.owner.userId)).token,
  }),
  "members.change-role": ({ cast }) => ({ memberId: cast.extra.memberId, role: "viewer" }),
  "members.remove": ({ cast }) => ({ memberId: cast.extra.memberId }),
  "members.leave": ({ cast }) => ({ teamId: cast.teamId }),
  "team.hand-over": ({ cast }) => ({ memberId: cast.extra.memberId, teamName: TEAM_NAME }),
  "team.require-second-step": onCaller(async (userId) => {
    await giveTotp(userId);
    return { required: true };
  }),
  "team.rename": () => ({ name: TEAM_NAME }),
  "team.set-time-zone": () => ({ timeZone: "Asia/Shanghai" }),
  "team.switch": ({ cast }) => ({ teamId: cast.teamId }),
  "billing.open-checkout": paying({ tier: "pro", interval: "month" }),
  "billing.drop-checkout": paying({}),
  "billing.open-portal": paying({}),
  "billing.preview-change": paying({ tier: "enterprise", interval: "year", seats: 5 }),
  "billing.change-plan": paying({
    tier: "pro",
    interval: "month",
    seats: 1,
    prorationAt: 0,
    expectedMinor: "0",
  }),
  "billing.undo-change": paying({}),
  "billing.cancel": paying({ when: "period-end", reason: "other" }),
  "billing.resume": paying({}),
  "prices.release": async () => ({ offerId: await makeHeldOffer(), pricePerHour: "3.5" }),
  "prices.resolve-spelling": () => ({ spelling: newId("rev"), memoryGb: 0, gpuModel: null }),
  "prices.forget-spelling": async () => {
    const rule = { spelling: newId("rev"), memoryGb: 0 };
    const decision = { gpuModel: null, decidedBy: "somebody", decidedAt: clock.now() };
    await asWorker((tx) => tx.spellingRule.create({ data: { ...rule, ...decision } }));
    return rule;
  },
  "growth.read": () => ({}),
  "admin.read-overview": () => ({}),
  "admin.read-waiting-list": () => ({}),
  "admin.find-team": ({ cast }) => ({ words: cast.teamId }),
  "admin.read-team": ({ cast }) => ({ teamId: cast.teamId }),
  "admin.resend-mail": async ({ cast }) => ({
    deliveryId: await makeDeadMail(cast.teamId, cast.owner),
  }),
  "admin.retry-event": async () => ({ eventId: await makeParkedEvent() }),
  "admin.resolve-alarm": async () => ({ alarmId: await makeAlarm() }),
  "admin.wake-job": makeFailedJob,
  "admin.forget-job": makeFailedJob,
};
