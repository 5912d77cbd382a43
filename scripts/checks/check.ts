import { staticChecks } from "./checks";
import { runSteps } from "./run-steps";

await runSteps([...staticChecks().map((check) => check.name), "unit", "contract"]);
