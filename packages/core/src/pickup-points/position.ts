/** Positions are kept in millionths of a degree, some 11 cm. */
export const microDegrees = 1_000_000;

export interface MicroPosition {
  readonly latitude: number;
  readonly longitude: number;
}

/** Degrees as they come, in millionths. */
export function microPosition({
  latitude,
  longitude,
}: {
  readonly latitude: number;
  readonly longitude: number;
}): MicroPosition {
  // Adding 0 makes −0 plain.
  return {
    latitude: Math.round(latitude * microDegrees) + 0,
    longitude: Math.round(longitude * microDegrees) + 0,
  };
}

const metresPerMicroDegree = 0.111_195;

/** Metres between two positions in millionths of a degree; right within a city, which is all it is for. */
export function metresBetween(one: MicroPosition, other: MicroPosition): number {
  const north = (one.latitude - other.latitude) * metresPerMicroDegree;
  const across = Math.abs(one.longitude - other.longitude);
  const around = Math.min(across, 360 * microDegrees - across);
  const middle = (((one.latitude + other.latitude) / 2 / microDegrees) * Math.PI) / 180;
  return Math.hypot(north, around * metresPerMicroDegree * Math.cos(middle));
}
