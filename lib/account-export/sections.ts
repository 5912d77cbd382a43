import type { Tx } from "@/lib/db";
import { channelColumns } from "./channel-columns";

/** So many rows are in memory at a time. */
export const PAGE = 500;

/** Rows after an id, in the order of their ids, for the person who reads them. */
type ReadPage = (
  tx: Tx,
  teamId: string,
  after: string,
  readerId: string,
) => Promise<readonly { id: string }[]>;

const page = (teamId: string, after: string) => ({
  where: { teamId, id: { gt: after } },
  orderBy: { id: "asc" } as const,
  take: PAGE,
});

/** What a team's owner gets of the team, table by table. No column of a secret is read. */
export const teamSections: Readonly<Record<string, ReadPage>> = {
  members: (tx, teamId, after) =>
    tx.membership.findMany({
      ...page(teamId, after),
      select: {
        id: true,
        role: true,
        createdAt: true,
        user: { select: { email: true, name: true } },
      },
    }),
  invitations: (tx, teamId, after) => tx.teamInvite.findMany(page(teamId, after)),
  projects: (tx, teamId, after) => tx.project.findMany(page(teamId, after)),
  providerKeys: (tx, teamId, after) =>
    tx.providerKey.findMany({
      ...page(teamId, after),
      select: {
        id: true,
        providerId: true,
        name: true,
        lastFour: true,
        account: true,
        state: true,
        verifiedAt: true,
        createdAt: true,
      },
    }),
  deployments: (tx, teamId, after) =>
    tx.deployment.findMany({
      ...page(teamId, after),
      select: {
        id: true,
        projectId: true,
        providerKeyId: true,
        name: true,
        providerId: true,
        status: true,
        statusReason: true,
        providerInstanceId: true,
        gpuModel: true,
        gpuCount: true,
        instanceType: true,
        region: true,
        pricingModel: true,
        image: true,
        diskGb: true,
        ports: true,
        authorizedKeys: true,
        command: true,
        quotedPerHourMicros: true,
        ratePerHourMicros: true,
        billedMicros: true,
        createdBy: true,
        createdAt: true,
        endedAt: true,
      },
    }),
  operations: (tx, teamId, after) =>
    tx.operation.findMany({
      ...page(teamId, after),
      select: {
        id: true,
        deploymentId: true,
        kind: true,
        state: true,
        reason: true,
        createdAt: true,
        endedAt: true,
      },
    }),
  repairs: (tx, teamId, after) => tx.repair.findMany(page(teamId, after)),
  repairActs: (tx, teamId, after) => tx.repairAct.findMany(page(teamId, after)),
  statusIntervals: (tx, teamId, after) => tx.statusInterval.findMany(page(teamId, after)),
  incidents: (tx, teamId, after) =>
    tx.incident.findMany({
      ...page(teamId, after),
      omit: { subject: true },
      include: {
        parts: { select: { deploymentId: true, since: true, until: true } },
        entries: {
          select: { at: true, kind: true, deploymentId: true, actorId: true, data: true },
          orderBy: { id: "asc" },
        },
      },
    }),
  usageSegments: (tx, teamId, after) => tx.usageSegment.findMany(page(teamId, after)),
  storageSegments: (tx, teamId, after) => tx.storageSegment.findMany(page(teamId, after)),
  volumes: (tx, teamId, after) =>
    tx.volume.findMany({
      ...page(teamId, after),
      select: {
        id: true,
        providerId: true,
        name: true,
        sizeGb: true,
        region: true,
        firstSeenAt: true,
        goneAt: true,
      },
    }),
  templates: (tx, teamId, after) =>
    tx.template.findMany({
      ...page(teamId, after),
      where: { teamId, id: { gt: after }, visibility: "team" },
      omit: { secrets: true },
    }),
  budgets: (tx, teamId, after) => tx.budget.findMany(page(teamId, after)),
  /** The team's own. */
  channels: async (tx, teamId, after) => {
    const channels = await tx.notificationChannel.findMany({
      where: { ...page(teamId, after).where, userId: null },
      select: channelColumns,
      orderBy: { id: "asc" },
      take: PAGE,
    });
    const rules = await tx.notificationRule.findMany({
      where: { teamId, recipient: { in: channels.map(({ id }) => id) } },
      select: { recipient: true, eventGroup: true, mode: true },
    });
    return channels.map((one) => ({
      ...one,
      rules: rules.filter(({ recipient }) => recipient === one.id),
    }));
  },
  escalationPolicies: async (tx, teamId, after) => {
    const policies = after === "" ? await tx.escalationPolicy.findMany({ where: { teamId } }) : [];
    return policies.map((one) => ({ id: one.teamId, ...one }));
  },
  priceAlerts: (tx, teamId, after) => tx.priceAlert.findMany(page(teamId, after)),
  subscriptions: (tx, teamId, after) => tx.subscription.findMany(page(teamId, after)),
  invoices: (tx, teamId, after) => tx.billingInvoice.findMany(page(teamId, after)),
  refunds: (tx, teamId, after) => tx.billingRefund.findMany(page(teamId, after)),
  /** Without what was told to another person alone, such as a new address of their account. */
  events: (tx, teamId, after, readerId) =>
    tx.event.findMany({
      ...page(teamId, after),
      where: { ...page(teamId, after).where, OR: [{ userId: null }, { userId: readerId }] },
      select: { id: true, type: true, deploymentId: true, data: true, at: true },
    }),
  auditLog: (tx, teamId, after) => tx.auditEntry.findMany(page(teamId, after)),
};
