import { z } from "zod";
import { costOf } from "@/lib/costs/meter";
import { actFacts, stoppedForGoodPerHour } from "@/lib/deployments/act-facts";
import { differencesOf } from "@/lib/deployments/differences";
import { storedRule } from "@/lib/deployments/idle/schema";
import { stopTrouble } from "@/lib/deployments/lease";
import { isOtherPrice, quotedWithDisk } from "@/lib/deployments/price-receipt";
import { type LeaseAct, leaseActs } from "@/lib/deployments/schema";
import { isSleepWished } from "@/lib/deployments/sleep";
import { sshCommand } from "@/lib/deployments/ssh-command";
import { type Act, parseStatus, parseWish, refusalOf } from "@/lib/deployments/states";
import type { DeploymentView } from "@/lib/deployments/types";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type Micros, microsToDecimal } from "@/lib/money";
import { findProviderMeta } from "@/lib/providers/meta";
import { fingerprintOfLine } from "@/lib/ssh/fingerprint";

/** What a view is made of; nothing else of these rows is read. */
export const viewRelations = {
  providerKey: {
    select: {
      id: true,
      name: true,
      lastFour: true,
      state: true,
      frozenAt: true,
      listFailure: true,
    },
  },
  health: { select: { verdict: true, checkedAt: true } },
  operations: {
    where: { state: "open" },
    select: { kind: true, step: true, reason: true, leaseUntil: true, createdAt: true },
  },
  segments: { select: { ratePerHourMicros: true, fromAt: true, toAt: true } },
} as const satisfies Prisma.DeploymentInclude;

export type ViewRow = Prisma.DeploymentGetPayload<{ include: typeof viewRelations }>;

const ports = z.array(z.object({ internal: z.number(), external: z.string() })).catch([]);

/** The ports of a row with the addresses that lead to them. */
export function storedPorts(stored: unknown): DeploymentView["publicPorts"] {
  return ports.parse(stored);
}
const verdicts = z.enum(["healthy", "suspect", "unhealthy", "unknown"]).catch("unknown");

/**
 * A deployment's row as people see it; costs are counted up to `now`. `settled` is what those
 * stretches cost that were left out of the row's.
 */
export function toDeploymentView(row: ViewRow, now: Date, settled: Micros = 0n): DeploymentView {
  const meta = findProviderMeta(row.providerId);
  const capabilities = meta?.capabilities ?? null;
  const { providerKey: key, health, operations, segments } = row;
  const [operation] = operations;
  const open = segments.find((segment) => segment.toAt === null);
  return {
    id: row.id,
    name: row.name,
    projectId: row.projectId,
    providerId: row.providerId,
    providerName: meta?.name ?? row.providerId,
    key: toKey(key),
    status: parseStatus(row.status),
    statusReason: row.statusReason,
    statusSince: row.statusSince.toISOString(),
    desired: parseWish(row.desired),
    operation: operation
      ? {
          kind: operation.kind,
          step: operation.step,
          waitingFor: operation.leaseUntil === null ? operation.reason : null,
          startedAt: operation.createdAt.toISOString(),
        }
      : null,
    health: health
      ? { verdict: verdicts.parse(health.verdict), checkedAt: health.checkedAt.toISOString() }
      : null,
    told: toTold(row),
    differences: differencesOf(
      {
        desired: parseWish(row.desired),
        status: parseStatus(row.status),
        told: row.providerToldAt && {
          status: row.providerStatus ?? "unknown",
          at: row.providerToldAt,
        },
        nowPerHourMicros: open?.ratePerHourMicros ?? 0n,
        isDearer: isDearer(row),
        isMoving: operation !== undefined || row.settledGeneration < row.desiredGeneration,
        isOver: row.endedAt !== null,
      },
      now,
    ),
    origin: row.origin === "adopted" ? "adopted" : "launch",
    pricingModel: row.pricingModel,
    lease: toLease(row),
    gpuModel: row.gpuModel,
    gpuSpelling: row.gpuSpelling,
    gpuCount: row.gpuCount,
    instanceType: row.instanceType,
    region: row.region,
    tier: row.tier,
    image: row.image,
    diskGb: row.diskGb,
    volumeId: row.volumeId,
    ports: row.ports,
    publicPorts: storedPorts(row.publicPorts),
    ssh: toSsh(row),
    httpCheck: row.httpCheck,
    watchInside: row.watchInside,
    hostKeys: toHostKeys(row),
    idleRule: storedRule(row),
    providerInstanceId: row.providerInstanceId,
    cost: {
      quotedPerHour: microsToDecimal(row.quotedPerHourMicros),
      runningPerHour: microsToDecimal(row.ratePerHourMicros),
      stoppedPerHour: microsToDecimal(stoppedForGoodPerHour(row)),
      stoppedBilling: capabilities?.stoppedBilling ?? "cannot-stop",
      nowPerHour: microsToDecimal(open?.ratePerHourMicros ?? 0n),
      soFar: microsToDecimal(row.billedMicros ?? settled + costOf(segments, now)),
      isBilled: row.billedMicros !== null,
      sleepPriceUntoldSince: row.sleepPriceUntoldSince?.toISOString() ?? null,
      isUnknown: row.origin === "adopted" && row.ratePerHourMicros === 0n && !open,
      ceilingPerHour: decimalOrNull(row.maxPerHourMicros),
      receipt: toReceipt(row),
    },
    can: {
      stop: may(row, "stop"),
      hibernate: may(row, "hibernate"),
      start: may(row, "start"),
      restart: may(row, "restart"),
      terminate: may(row, "terminate"),
      extend:
        row.endedAt === null &&
        (row.desired !== "deleted" || row.leaseGeneration === row.desiredGeneration),
    },
    offers: {
      stop: capabilities?.stop ?? false,
      restart: capabilities?.restart ?? false,
      leaseActs: capabilities ? actsOf(capabilities) : ["terminate"],
      logs: capabilities?.logs ?? false,
    },
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

function toKey({ frozenAt, ...key }: ViewRow["providerKey"]): DeploymentView["key"] {
  return { ...key, isFrozen: frozenAt !== null };
}

function decimalOrNull(micros: Micros | null): string | null {
  return micros === null ? null : microsToDecimal(micros);
}

function toTold({ providerToldAt: at, providerStatus: status, providerWord: word }: ViewRow) {
  return at && { status: status ?? "unknown", word, at: at.toISOString() };
}

function toLease(row: ViewRow): DeploymentView["lease"] {
  const act = leaseActs.find((one) => one === row.leaseAct);
  if (!act) return null;
  return {
    act,
    endsAt: row.leaseEndsAt?.toISOString() ?? null,
    spend: decimalOrNull(row.leaseSpendMicros),
    endedAt: row.leaseEndedAt?.toISOString() ?? null,
  };
}

function toReceipt(row: ViewRow): DeploymentView["cost"]["receipt"] {
  const { receiptPerHourMicros: told, receiptAt } = row;
  if (told === null || !receiptAt || row.origin === "adopted") return null;
  const quoted = quotedWithDisk(row);
  return {
    quoted: microsToDecimal(quoted),
    told: microsToDecimal(told),
    at: receiptAt.toISOString(),
    isSame: !isOtherPrice(quoted, told),
  };
}

function toHostKeys({ hostKey, hostKeyShown }: ViewRow): DeploymentView["hostKeys"] {
  return {
    known: hostKey && fingerprintOfLine(hostKey),
    shown: hostKeyShown && fingerprintOfLine(hostKeyShown),
  };
}

function isDearer(row: ViewRow): boolean {
  const quoted = quotedWithDisk(row);
  const isKnown = row.origin === "launch";
  const isAbove = row.ratePerHourMicros > quoted && isOtherPrice(quoted, row.ratePerHourMicros);
  return isKnown && isAbove;
}

function actsOf(capabilities: Parameters<typeof stopTrouble>[0]): LeaseAct[] {
  return stopTrouble(capabilities) === null ? ["stop", "terminate"] : ["terminate"];
}

function may(row: ViewRow, act: Act): boolean {
  const desired = parseWish(row.desired);
  if (act === "terminate" && desired === "deleted") return false;
  const isSettled = row.settledGeneration === row.desiredGeneration;
  if (act === "start" && desired === "running" && !(isSettled && row.status === "stopped")) {
    return false;
  }
  if (act === "restart" && row.restartRequested) return false;
  if (act === "stop" && desired === "stopped" && !isSettled) return false;
  if (act === "hibernate" && isSleepWished(row)) return false;
  return refusalOf(act, actFacts(row)) === null;
}

function toSsh({ sshHost, sshPort, sshUser, status }: ViewRow): DeploymentView["ssh"] {
  if (status !== "running" || !sshHost || !sshUser || sshPort === null) return null;
  const address = { host: sshHost, port: sshPort, user: sshUser };
  const command = sshCommand(address);
  return command === null ? null : { ...address, command };
}
