export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Roles that can be given; ownership is handed over instead, so that there is one owner always. */
export const givenRoles = ["admin", "member", "viewer"] as const satisfies readonly Role[];

/**
 * What a verb asks for. `visitor`: anyone, signed in or not. `self`: a signed-in person acting on
 * their own account. `operate`: one of the people who run this installation, whatever their role.
 * The rest are granted by role inside a team.
 */
export const permissions = [
  "visitor",
  "self",
  "operate",
  "keys.read",
  "keys.write",
  "deployments.read",
  "deployments.write",
  "alerts.write",
  "members.read",
  "members.write",
  "billing.read",
  "billing.write",
  "team.own",
] as const;
export type Permission = (typeof permissions)[number];

/** An alert is its owner's alone, so a viewer may have some too. */
const reading: readonly Permission[] = [
  "visitor",
  "self",
  "keys.read",
  "deployments.read",
  "alerts.write",
  "members.read",
  "billing.read",
];
const running: readonly Permission[] = [...reading, "deployments.write"];
const managing: readonly Permission[] = [
  ...running,
  "keys.write",
  "members.write",
  "billing.write",
];
const owning: readonly Permission[] = [...managing, "team.own"];

const table: Readonly<Record<Role, readonly Permission[]>> = {
  owner: owning,
  admin: managing,
  member: running,
  viewer: reading,
};

/** Whether a role carries a permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  return table[role].includes(permission);
}

/** What somebody may do of whom nothing more is known. */
export const leastRole = "viewer" satisfies Role;

/** Reads a stored role; an unknown word is the least role. */
export function parseRole(text: string): Role {
  return roles.find((role) => role === text) ?? leastRole;
}

/** Whether a member has one of the team's seats (BILLING T19). `before`: members who come first. */
export function holdsSeat(
  role: Role,
  { before, seats }: { readonly before: number; readonly seats: number },
): boolean {
  return roleMay(role, "team.own") || before < seats;
}
