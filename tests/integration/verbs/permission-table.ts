/**
 * Who may run a verb, by role; `visitor` is anybody who is not signed in, `operator` one who runs the
 * installation and owns a team of their own.
 */
export const callers = ["visitor", "viewer", "member", "admin", "owner", "operator"] as const;
export type Caller = (typeof callers)[number];

type Answer = "may" | "unauthenticated" | "forbidden";

const everybody = {
  visitor: "may",
  viewer: "may",
  member: "may",
  admin: "may",
  owner: "may",
  operator: "may",
};
const signedIn = { ...everybody, visitor: "unauthenticated" };
const running = { ...signedIn, viewer: "forbidden" };
const managing = { ...running, member: "forbidden" };
const owning = { ...managing, admin: "forbidden" };
const operating = { ...managing, admin: "forbidden", owner: "forbidden" };

/** Every verb of the product. A verb without a row here fails the suite. */
export const permissionTable: Readonly<Record<string, Readonly<Record<Caller, string>>>> = {
  "accounts.sign-up": everybody,
  "accounts.ask-verification": everybody,
  "accounts.verify-email": everybody,
  "accounts.sign-in": everybody,
  "accounts.sign-in-with-provider": everybody,
  "accounts.sign-out": signedIn,
  "accounts.sign-out-everywhere": signedIn,
  "accounts.end-session": signedIn,
  "accounts.end-other-sessions": signedIn,
  "accounts.ask-reset": everybody,
  "accounts.reset-password": everybody,
  "accounts.change-password": signedIn,
  "accounts.change-locale": signedIn,
  "accounts.confirm": signedIn,
  "accounts.ask-confirm-code": signedIn,
  "accounts.finish-sign-in": everybody,
  "accounts.ask-passkey": everybody,
  "accounts.sign-in-with-passkey": everybody,
  "accounts.begin-totp": signedIn,
  "accounts.confirm-totp": signedIn,
  "accounts.remove-totp": signedIn,
  "accounts.renew-recovery-codes": signedIn,
  "accounts.begin-passkey": signedIn,
  "accounts.add-passkey": signedIn,
  "accounts.rename-passkey": signedIn,
  "accounts.remove-passkey": signedIn,
  "keys.add": managing,
  "keys.rename": managing,
  "keys.rotate": managing,
  "keys.remove": managing,
  "keys.choose-kept": managing,
  "deployments.launch": running,
  "deployments.launch-best": running,
  "deployments.stop": running,
  "deployments.hibernate": running,
  "deployments.start": running,
  "deployments.restart": running,
  "deployments.terminate": running,
  "deployments.extend": running,
  "deployments.rename": running,
  "deployments.batch": running,
  "deployments.read-batch": running,
  "views.save": signedIn,
  "views.rename": signedIn,
  "views.default": signedIn,
  "views.remove": signedIn,
  "volumes.attach": running,
  "volumes.detach": running,
  "volumes.delete": running,
  "strays.adopt": running,
  "strays.ignore": running,
  "strays.terminate": running,
  "alerts.create": signedIn,
  "alerts.switch": signedIn,
  "alerts.remove": signedIn,
  "alerts.switch-by-mail": everybody,
  "members.invite": managing,
  "members.resend-invite": managing,
  "members.revoke-invite": managing,
  "members.accept": signedIn,
  "members.decline": everybody,
  "members.change-role": managing,
  "members.remove": managing,
  "members.leave": signedIn,
  "team.hand-over": owning,
  "team.rename": owning,
  "team.require-second-step": managing,
  "team.set-time-zone": managing,
  "team.switch": signedIn,
  "billing.open-checkout": managing,
  "billing.drop-checkout": managing,
  "billing.open-portal": managing,
  "billing.preview-change": managing,
  "billing.change-plan": managing,
  "billing.undo-change": managing,
  "billing.cancel": managing,
  "billing.resume": managing,
  "billing.join-waiting-list": everybody,
  "prices.release": operating,
  "prices.resolve-spelling": operating,
  "prices.forget-spelling": operating,
  "growth.read": operating,
  "admin.find-team": operating,
  "admin.forget-job": operating,
  "admin.read-overview": operating,
  "admin.read-team": operating,
  "admin.read-waiting-list": operating,
  "admin.resend-mail": operating,
  "admin.resolve-alarm": operating,
  "admin.retry-event": operating,
  "admin.wake-job": operating,
} satisfies Record<string, Record<Caller, string>>;

/** What the table says, as a closed word. */
export function expectedAnswer(verb: string, caller: Caller): Answer | undefined {
  const word = permissionTable[verb]?.[caller];
  return (["may", "unauthenticated", "forbidden"] as const).find((one) => one === word);
}
