import type { JobName } from "@/lib/jobs/catalog";
import { accountsErase } from "@/workers/handlers/accounts-erase";
import { alertsCheck } from "@/workers/handlers/alerts-check";
import { billingApply } from "@/workers/handlers/billing-apply";
import { billingReconcile } from "@/workers/handlers/billing-reconcile";
import { billingSweep } from "@/workers/handlers/billing-sweep";
import { billingSync } from "@/workers/handlers/billing-sync";
import { budgetsCheck } from "@/workers/handlers/budgets-check";
import { costsRollUp } from "@/workers/handlers/costs-roll-up";
import { costsWatch } from "@/workers/handlers/costs-watch";
import { growthCompute } from "@/workers/handlers/growth-compute";
import type { Handler } from "@/workers/handlers/handler";
import { healthProbe } from "@/workers/handlers/health-probe";
import { healthRollUp } from "@/workers/handlers/health-roll-up";
import { healthSweep } from "@/workers/handlers/health-sweep";
import { idleSweep } from "@/workers/handlers/idle-sweep";
import { keysCheck } from "@/workers/handlers/keys-check";
import { leasesSweep } from "@/workers/handlers/leases-sweep";
import { notificationsDeliver } from "@/workers/handlers/notifications-deliver";
import { notificationsFanOut } from "@/workers/handlers/notifications-fan-out";
import { oddsCount } from "@/workers/handlers/odds-count";
import { operationsReap } from "@/workers/handlers/operations-reap";
import { operationsRun } from "@/workers/handlers/operations-run";
import { operationsSweep } from "@/workers/handlers/operations-sweep";
import { pricesRefresh } from "@/workers/handlers/prices-refresh";
import { pricesRollUp } from "@/workers/handlers/prices-roll-up";
import { pricesSweep } from "@/workers/handlers/prices-sweep";
import { ratesRefresh } from "@/workers/handlers/rates-refresh";
import { repairSweep } from "@/workers/handlers/repair-sweep";
import { volumesRun } from "@/workers/handlers/volumes-run";
import { volumesSweep } from "@/workers/handlers/volumes-sweep";

/** Every job's handler; a job without one does not compile. */
export const handlers: { readonly [N in JobName]: Handler<N> } = {
  "operations.sweep": operationsSweep,
  "operations.run": operationsRun,
  "operations.reap": operationsReap,
  "leases.sweep": leasesSweep,
  "health.sweep": healthSweep,
  "health.probe": healthProbe,
  "idle.sweep": idleSweep,
  "health.roll-up": healthRollUp,
  "repair.sweep": repairSweep,
  "keys.check": keysCheck,
  "volumes.sweep": volumesSweep,
  "volumes.run": volumesRun,
  "prices.sweep": pricesSweep,
  "prices.refresh": pricesRefresh,
  "alerts.check": alertsCheck,
  "rates.refresh": ratesRefresh,
  "prices.roll-up": pricesRollUp,
  "odds.count": oddsCount,
  "growth.compute": growthCompute,
  "costs.roll-up": costsRollUp,
  "costs.watch": costsWatch,
  "budgets.check": budgetsCheck,
  "billing.apply": billingApply,
  "billing.sync": billingSync,
  "billing.sweep": billingSweep,
  "billing.reconcile": billingReconcile,
  "accounts.erase": accountsErase,
  "notifications.fan-out": notificationsFanOut,
  "notifications.deliver": notificationsDeliver,
};
