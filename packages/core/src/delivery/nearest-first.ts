/** A place on the route; without a position it comes last. Millionths of a degree. */
export interface Place {
  readonly id: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

type Located = Place & { readonly latitude: number; readonly longitude: number };

/**
 * The places in the order of a short round: from each the nearest that is left, begun where the way is shortest.
 * Equal input gives an equal round, whatever its order; a person may always plan another one.
 */
export function nearestFirst(places: readonly Place[]): Place[] {
  const byId = places.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const located = byId.filter(isLocated);
  const rest = byId.filter((place) => !isLocated(place));
  let best: Route = { stops: [], length: Number.POSITIVE_INFINITY };
  for (const start of located) {
    const route = routeFrom(start, located);
    if (route.length < best.length) best = route;
  }
  return [...best.stops, ...rest];
}

interface Route {
  readonly stops: readonly Place[];
  readonly length: number;
}

function routeFrom(start: Located, places: readonly Located[]): Route {
  const left = new Set(places);
  const stops: Located[] = [];
  let length = 0;
  let here = start;
  for (;;) {
    stops.push(here);
    left.delete(here);
    const next = nearest(here, left);
    if (next === undefined) return { stops, length };
    length += distance(here, next);
    here = next;
  }
}

function nearest(here: Located, places: ReadonlySet<Located>): Located | undefined {
  let found: Located | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const far = distance(here, place);
    if (far >= least) continue;
    least = far;
    found = place;
  }
  return found;
}

/** On a plane: within a town a degree of longitude is shorter by the cosine of the latitude, and that is all that matters. */
function distance(a: Located, b: Located): number {
  const latitude = ((a.latitude + b.latitude) / 2 / 1_000_000) * (Math.PI / 180);
  return Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos(latitude));
}

function isLocated(place: Place): place is Located {
  return place.latitude !== null && place.longitude !== null;
}
