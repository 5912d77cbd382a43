"use server";

import { teamAction } from "@/lib/actions/team-action";
import { extend } from "@/lib/deployments/extend";
import { hibernate } from "@/lib/deployments/hibernate";
import { launch } from "@/lib/deployments/launch";
import { launchBest } from "@/lib/deployments/launch-best";
import { rename } from "@/lib/deployments/rename";
import { restart } from "@/lib/deployments/restart";
import { start } from "@/lib/deployments/start";
import { stop } from "@/lib/deployments/stop";
import { terminate } from "@/lib/deployments/terminate";
import { adoptStray } from "@/lib/strays/adopt";
import { ignoreStray } from "@/lib/strays/ignore";
import { terminateStray } from "@/lib/strays/terminate";

export const launchDeployment = teamAction(launch);
export const launchBestDeployment = teamAction(launchBest);
export const stopDeployment = teamAction(stop);
export const startDeployment = teamAction(start);
export const restartDeployment = teamAction(restart);
export const terminateDeployment = teamAction(terminate);
export const hibernateDeployment = teamAction(hibernate);
export const extendDeployment = teamAction(extend);
export const renameDeployment = teamAction(rename);
export const adoptStrayMachine = teamAction(adoptStray);
export const ignoreStrayMachine = teamAction(ignoreStray);
export const terminateStrayMachine = teamAction(terminateStray);
