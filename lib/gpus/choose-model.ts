import { allGpus, findGpu, type GpuModel } from "./catalog";
import type { Reading } from "./read-spelling";
import type { Form, Mark } from "./vocabulary";

/** The model a reading means, or null when it means none of ours or could mean several. */
export function chooseModel(reading: Reading, memoriesGb: readonly number[]): GpuModel | null {
  const model = candidate(reading, memoriesGb);
  return model && agrees(model, reading) ? model : null;
}

function candidate(reading: Reading, memoriesGb: readonly number[]): GpuModel | null {
  if (reading.chips.size + reading.numbers.size !== 1) return null;
  const [chip] = reading.chips;
  const [number] = reading.numbers;
  if (chip === undefined) return number ? byNumber(number, reading, memoriesGb) : null;
  const workstation = /^rtx-a(\d{4})$/.exec(chip)?.[1];
  const saysGeneration = reading.marks.has("pro") || reading.architectures.has("ada");
  if (workstation && saysGeneration) return byNumber(workstation, reading, memoriesGb);
  return hasOnly(reading, marksOf(chip)) ? byChip(chip, reading, memoriesGb) : null;
}

function marksOf(chip: string): readonly Mark[] {
  if (chip.startsWith("rtx-")) return ["rtx", "quadro", "mig"];
  return chip.startsWith("radeon-pro-") ? ["pro"] : ["mig"];
}

/** From the most that is said to the least: form factor and memory, one of them, neither. */
function byChip(chip: string, reading: Reading, memoriesGb: readonly number[]): GpuModel | null {
  const sizes = sizesOf(chip);
  const size = nearestOf(sizes, memoriesGb) ?? (findGpu(chip) ? null : (sizes[0] ?? null));
  const form = formOf(chip, reading, memoriesGb);
  const names = [
    form && size ? `${chip}-${form}-${size}gb` : null,
    form ? `${chip}-${form}` : null,
    size ? `${chip}-${size}gb` : null,
    chip,
  ];
  for (const name of names) {
    const model = name === null ? null : findGpu(name);
    if (model) return model;
  }
  return null;
}

/** The memory sizes that are part of the names of a chip's models: A100 -> 40 and 80. */
function sizesOf(chip: string): number[] {
  const pattern = new RegExp(`^${chip}-(?:[a-z0-9]+-)?(\\d+)gb$`);
  const sizes = allGpus().map((model) => Number(pattern.exec(model.id)?.[1] ?? 0));
  return [...new Set(sizes.filter((size) => size > 0))];
}

/** What the words say of the board, else what the memory does: 94 GB is NVL, HBM3 is SXM. */
function formOf(chip: string, reading: Reading, memoriesGb: readonly number[]): string | null {
  const said = saidForm(reading.forms);
  if (said) return said === "sxm" && chip === "v100" ? "sxm2" : said;
  if (chip !== "h100") return null;
  if (memoriesGb[0] !== undefined && memoriesGb[0] >= 93 && memoriesGb[0] < 95) return "nvl";
  if (reading.memoryTypes.has("hbm3")) return "sxm";
  return reading.memoryTypes.has("hbm2e") ? "pcie" : null;
}

/** A PCIe card with an NVLink bridge is still the PCIe card; two boards at once are neither. */
function saidForm(forms: ReadonlySet<Form>): Form | null {
  const [first, second] = forms;
  return first !== undefined && second === undefined ? first : null;
}

/** RTX 4090, Quadro RTX 6000, RTX 6000 Ada, RTX PRO 6000: one number, four grammars. */
function byNumber(
  number: string,
  reading: Reading,
  memoriesGb: readonly number[],
): GpuModel | null {
  if (number.endsWith("00")) return byWorkstationNumber(number, reading, memoriesGb);
  const allowed: readonly Mark[] = ["rtx", "gtx", "geforce", "ti", "super", "s", "modded"];
  const { marks } = reading;
  if (!hasOnly(reading, allowed) || reading.migGb !== null) return null;
  const isSuper = marks.has("super") || marks.has("s");
  const tail = `${marks.has("ti") ? "-ti" : ""}${isSuper ? "-super" : ""}`;
  const brands = ["rtx", "gtx"] as const;
  const said = brands.filter((brand) => marks.has(brand));
  const found = (said.length > 0 ? said : brands).map((brand) =>
    findGpu(`${brand}-${number}${tail}`),
  );
  const model = found.find((one) => one !== null) ?? null;
  return model && rebuilt(model, reading, memoriesGb);
}

/** The same card with memory soldered on is another thing to rent. */
function rebuilt(
  model: GpuModel,
  reading: Reading,
  memoriesGb: readonly number[],
): GpuModel | null {
  const modded = allGpus().filter(
    (other) => other.id.startsWith(`${model.id}-`) && isModded(other),
  );
  const bigger = modded.find((other) => isNear(other.memoryGb ?? 0, memoriesGb[0] ?? 0));
  const mayBeTotal = reading.count > 1 && reading.memoriesGb[0] === memoriesGb[0];
  if (bigger && mayBeTotal && !reading.marks.has("modded")) return null;
  return bigger ?? (reading.marks.has("modded") ? null : model);
}

function isModded(model: GpuModel): boolean {
  return model.id.endsWith("-modded");
}

function byWorkstationNumber(
  number: string,
  reading: Reading,
  memoriesGb: readonly number[],
): GpuModel | null {
  const { marks, architectures } = reading;
  if (marks.has("pro") || architectures.has("blackwell")) return byProNumber(number, reading);
  if (!hasOnly(reading, ["rtx", "quadro", "sff"])) return null;
  if (architectures.has("ada"))
    return findGpu(`rtx-${number}-${marks.has("sff") ? "sff-" : ""}ada`);
  if (marks.has("sff")) return null;
  const quadro = findGpu(`quadro-rtx-${number}`);
  const isQuadro = marks.has("quadro") || architectures.has("turing") || reading.isLambdaType;
  if (isQuadro) return quadro;
  const generations = [quadro, findGpu(`rtx-${number}-ada`), findGpu(`rtx-pro-${number}`)];
  for (const memoryGb of memoriesGb) {
    const fits = generations.filter((model) => model && isNear(model.memoryGb ?? 0, memoryGb));
    if (fits.length === 1) return fits[0] ?? null;
  }
  return null;
}

/** The workstation board with less power wins over the word workstation that follows it. */
function byProNumber(number: string, reading: Reading): GpuModel | null {
  const { marks } = reading;
  if (!hasOnly(reading, ["rtx", "pro", "server", "s", "workstation", "max-q", "mig"])) return null;
  if (marks.has("max-q")) return findGpu(`rtx-pro-${number}-max-q`);
  const isServer = marks.has("server") || marks.has("s");
  if (isServer && marks.has("workstation")) return null;
  const variant = isServer ? "server" : marks.has("workstation") ? "workstation" : null;
  const named = variant ? findGpu(`rtx-pro-${number}-${variant}`) : null;
  return named ?? findGpu(`rtx-pro-${number}`);
}

/** A word that contradicts the model (AMD H100, H100 Ampere, L40S SXM) means we misunderstood. */
function agrees(model: GpuModel, reading: Reading): boolean {
  const architecture = model.architecture?.toLowerCase() ?? null;
  const hasArchitecture = [...reading.architectures].every(
    (said) => architecture === null || architecture.includes(said),
  );
  const hasVendor = [...reading.vendors].every((vendor) => vendor === model.vendor);
  const isCardOnly =
    model.formFactor === "PCIe" && model.family === model.name && model.id !== "p100";
  const hasForm = !isCardOnly || [...reading.forms].every((form) => form === "pcie");
  return hasArchitecture && hasVendor && hasForm;
}

function hasOnly(reading: Reading, allowed: readonly Mark[]): boolean {
  return [...reading.marks].every((mark) => allowed.includes(mark));
}

/** The first said memory that is one of the sizes, allowing for GiB, GB and what a driver keeps. */
function nearestOf(sizes: readonly number[], memoriesGb: readonly number[]): number | null {
  for (const memoryGb of memoriesGb) {
    const size = sizes.find((one) => isNear(one, memoryGb));
    if (size !== undefined) return size;
  }
  return null;
}

/** Whether a said memory is this marketed size. */
export function isNear(sizeGb: number, memoryGb: number): boolean {
  return memoryGb >= sizeGb * 0.9 && memoryGb <= sizeGb * 1.1;
}
