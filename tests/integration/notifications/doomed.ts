import { clock } from "@/lib/clock";
import { deliver } from "@/lib/notifications/deliver";
import { atDeliveryPoint } from "@/lib/notifications/delivery-points";
import { fanOut } from "@/lib/notifications/fan-out";
import { gatherHeld } from "@/lib/notifications/gather-held";

// A worker that does one thing, in which CRASH_AT ends it.
const [deliveryId] = process.argv.slice(2);
if (deliveryId) await deliver(deliveryId);
else {
  await atDeliveryPoint("fan-out", () => fanOut(clock.now()));
  await atDeliveryPoint("gather", () => gatherHeld(clock.now()));
}
process.exit(0);
