import { awaitRunning } from "@/lib/deployments/steps/await-running";
import { create } from "@/lib/deployments/steps/create";
import { finishLaunch } from "@/lib/deployments/steps/finish-launch";
import { awaitGone } from "@/lib/deployments/steps/remove";
import { removeExtra } from "@/lib/deployments/steps/remove-extra";
import type { Plan } from "@/lib/operations/work";
import { guarded } from "@/lib/repair/steps/call-off";
import { choose } from "@/lib/repair/steps/choose";
import { reboot } from "@/lib/repair/steps/reboot";
import { endMachine, giveUpRepair, repairRemoval } from "@/lib/repair/steps/rebuild";
import { restartWorkload } from "@/lib/repair/steps/restart-workload";
import { beginVerifying, verify } from "@/lib/repair/steps/verify";

/** The ladder as steps: choose, act, wait until it runs, verify; or choose again. */
export const repairPlan: Plan = {
  first: "choose",
  steps: {
    choose,
    "restart-workload": guarded(restartWorkload, []),
    reboot: guarded(reboot, ["reboot", "start"]),
    delete: endMachine,
    "await-gone": awaitGone(repairRemoval),
    create: guarded(create, ["create"]),
    "remove-extra": removeExtra,
    "await-running": awaitRunning(giveUpRepair, beginVerifying),
    "finish-launch": finishLaunch(giveUpRepair),
    verify,
  },
};
