import { microDegrees } from '../pickup-points/position.ts';
import { type Stander, standsAt } from '../pickup-points/stands-at.ts';
import { pickupPoints, pickupSubstitutes } from '../pickup-points/tables.ts';
import { type VariantLabel, variantLabels } from '../purchasing/variant-label.ts';
import { assert } from '../shared/error.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { DeliveryRunView } from './schemas.ts';
import { deliveryRuns, deliveryStopLines, deliveryStops } from './tables.ts';

export type DeliveryRun = Row<typeof deliveryRuns>;
export type DeliveryStop = Row<typeof deliveryStops>;
type StopView = DeliveryRunView['stops'][number];
type Labels = ReadonlyMap<string, VariantLabel>;

/** The stops of a run in the order of the round. */
export function stopsOf(work: Work, deliveryRunId: string): DeliveryStop[] {
  return work.list(deliveryStops, { deliveryRunId }).toSorted((a, b) => a.position - b.position);
}

/**
 * The runs as they are answered, in a few reads however many they are.
 *
 * @param leader - set: only stops where this leader stands are shown, and runs without one left out
 */
export function runAnswers(work: Work, ids: readonly string[], leader?: Stander): DeliveryRunView[] {
  work.need(
    ...ids.map((id) => [deliveryRuns, { id }] as const),
    ...ids.map((deliveryRunId) => [deliveryStops, { deliveryRunId }] as const),
  );
  const runs = ids.map((id) => work.get(deliveryRuns, id));
  const stops = ids.flatMap((id) => stopsOf(work, id));
  work.need(
    ...stops.map(({ pickupPointId }) => [pickupPoints, { id: pickupPointId }] as const),
    ...stops.map(({ id }) => [deliveryStopLines, { deliveryStopId: id }] as const),
    ...(leader ? stops.map(({ pickupPointId }) => [pickupSubstitutes, { pickupPointId }] as const) : []),
  );
  const goods = stops.flatMap(({ id }) => work.list(deliveryStopLines, { deliveryStopId: id }));
  const labels = variantLabels(
    work,
    goods.map(({ variantId }) => variantId),
  );
  const { zone } = theShop(work);
  const isShown = ({ pickupPointId }: DeliveryStop) =>
    leader === undefined || standsAt(work, pickupPointId, leader);
  return runs
    .map((run) =>
      runView(
        run,
        zone,
        stopsOf(work, run.id)
          .filter(isShown)
          .map((stop) => stopView(work, stop, labels)),
      ),
    )
    .filter((run) => leader === undefined || run.stops.length > 0);
}

export function runAnswer(work: Work, id: string, leader?: Stander): DeliveryRunView {
  const [answer] = runAnswers(work, [id], leader);
  assert(answer !== undefined, 'a run that was found is answered');
  return answer;
}

function runView(run: DeliveryRun, zone: string, stops: StopView[]): DeliveryRunView {
  const { id, campaignId, name, driver, carrier, status } = run;
  const { capacityCrates: crates, capacityPieces: pieces, capacityGrams: grams } = run;
  return {
    id,
    campaignId,
    name,
    driver,
    carrier,
    status,
    capacity: { crates, pieces, grams },
    zone,
    departsAt: instantOrNull(run.departsAt),
    createdAt: instantText(run.createdAt),
    loadedAt: instantOrNull(run.loadedAt),
    startedAt: instantOrNull(run.startedAt),
    finishedAt: instantOrNull(run.finishedAt),
    stops,
  };
}

function stopView(work: Work, stop: DeliveryStop, labels: Labels): StopView {
  const { id, pickupPointId, position, status, crates, loadedCrates, signedBy, signature, note } = stop;
  const { outcome, countedBy, countNote } = stop;
  const point = work.get(pickupPoints, pickupPointId);
  const lines = work.list(deliveryStopLines, { deliveryStopId: id });
  return {
    id,
    pickupPointId,
    name: point.name,
    address: point.address,
    position,
    status,
    at: degrees(point),
    crates,
    loadedCrates,
    plannedAt: instantOrNull(stop.plannedAt),
    expectedAt: instantOrNull(stop.expectedAt),
    handedOverAt: instantOrNull(stop.handedOverAt),
    signedBy,
    signature,
    pictures: [...stop.pictures],
    note,
    outcome,
    movingTo: stop.movingToId,
    countedAt: instantOrNull(stop.countedAt),
    countedBy,
    countNote,
    countAcceptedAt: instantOrNull(stop.countAcceptedAt),
    lines: lines
      .map((line) => lineView(line, labels))
      .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1)),
  };
}

function lineView(line: Row<typeof deliveryStopLines>, labels: Labels): StopView['lines'][number] {
  const { variantId, expected, loaded, delivered, missing, damaged, reason, counted } = line;
  const { title = '', specification = '', unit = '', externalId = '' } = labels.get(variantId) ?? {};
  const label = { variantId, externalId, title, specification, unit };
  return { ...label, expected, loaded, delivered, missing, damaged, reason, counted };
}

function degrees({ latitude, longitude }: Row<typeof pickupPoints>): StopView['at'] {
  if (latitude === null || longitude === null) return null;
  return { latitude: latitude / microDegrees, longitude: longitude / microDegrees };
}
