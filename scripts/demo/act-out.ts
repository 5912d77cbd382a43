import { hibernate } from "@/lib/deployments/hibernate";
import { launchBest } from "@/lib/deployments/launch-best";
import { listPage } from "@/lib/deployments/list/queries";
import { listQuery, MOST_ROWS } from "@/lib/deployments/list/schema";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import type { DeploymentView } from "@/lib/deployments/types";
import { outside } from "./outside";
import type { StoryAct } from "./story";
import type { Team } from "./team";

const wishes = { stop, start, restart, hibernate, terminate } as const;

/** What machines need beside their GPUs. */
const usual = {
  sshPublicKeys: [
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"Q29tcHV0ZUh1YlNhbXBsZVRlYW1LZXk".padEnd(43, "A")} sample@computehub.test`,
  ],
};

/**
 * Does what the story tells: through the product's verbs where the team acts, on the control pages
 * where the outside world does. Throws what the product refuses with.
 */
export async function actOut(team: Team, act: StoryAct): Promise<void> {
  switch (act.kind) {
    case "launch": {
      const { kind: _, provider, models, ...need } = act;
      const input = { ...need, ...usual, models: [...models], providers: [provider] };
      await team.do(launchBest, input);
      return;
    }
    case "stop":
    case "start":
    case "restart":
    case "hibernate":
    case "terminate": {
      const { id } = await machineOf(team, act.name);
      await team.do(wishes[act.kind], { deploymentId: id });
      return;
    }
    case "die": {
      const { providerId, providerInstanceId } = await machineOf(team, act.name);
      return outside.killMachine(providerId, providerInstanceId ?? "", act.how);
    }
    case "rate": {
      const machine = await machineOf(team, act.name);
      const usd = (Number(machine.cost.quotedPerHour) * act.percent) / 100;
      const { providerId, providerInstanceId } = machine;
      return outside.setRate(providerId, providerInstanceId ?? "", usd.toFixed(3));
    }
    case "price":
      return outside.movePrice(act.provider, act.item, act.percent);
    case "full":
      return act.isFull ? outside.fillUp(act.provider) : outside.mend(act.provider);
    case "credit":
      return outside.leaveCredit(act.provider, act.usd);
    case "look":
    case "pass":
      return;
    default:
      return act satisfies never;
  }
}

async function machineOf(team: Team, name: string): Promise<DeploymentView> {
  const query = listQuery.parse({ show: "current" });
  const { views } = await listPage(await team.scope(), query, { offset: 0, limit: MOST_ROWS });
  const machine = views.find((one) => one.name === name);
  if (!machine) throw new Error(`the team has no machine called ${name}`);
  return machine;
}
