"use server";

import { action } from "@/lib/actions/action";
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

export const launchDeployment = action(launch);
export const launchBestDeployment = action(launchBest);
export const stopDeployment = action(stop);
export const startDeployment = action(start);
export const restartDeployment = action(restart);
export const terminateDeployment = action(terminate);
export const hibernateDeployment = action(hibernate);
export const extendDeployment = action(extend);
export const renameDeployment = action(rename);
export const adoptStrayMachine = action(adoptStray);
export const ignoreStrayMachine = action(ignoreStray);
export const terminateStrayMachine = action(terminateStray);
