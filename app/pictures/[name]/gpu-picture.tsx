export interface GpuPictureProps {
  readonly name: string;
  readonly memoryGb: number | null;
  /** Lowest live price as people read it; null where nobody sells. */
  readonly price: string | null;
  readonly providerName: string | null;
}

/** What is drawn when a GPU's page is shared. The renderer knows inline styles alone. */
export function GpuPicture({ name, memoryGb, price, providerName }: GpuPictureProps) {
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 72,
        color: "#e8eef1",
        background: "#0b1115",
      }}
    >
      <div style={{ display: "flex", fontSize: 36, color: "#7fd1d8" }}>ComputeHub</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ fontSize: 76, lineHeight: 1.1 }}>{name}</div>
        {memoryGb !== null && (
          <div style={{ fontSize: 36, color: "#93a4ad", marginTop: 12 }}>{`${memoryGb} GB`}</div>
        )}
      </div>
      <div style={{ display: "flex", alignItems: "baseline", gap: 20 }}>
        {price && <div style={{ fontSize: 120, lineHeight: 1 }}>{price}</div>}
        {price && <div style={{ fontSize: 36, color: "#93a4ad" }}>/ GPU-h</div>}
        {price && providerName && (
          <div style={{ fontSize: 36, color: "#93a4ad", marginLeft: "auto" }}>{providerName}</div>
        )}
      </div>
    </div>
  );
}
