import { cappedSum } from './caps';
import type { ModelChannel, ModelDocument, ModelSignal } from './model/document';
import { compareText } from './order';
import { capSlope, saturate, saturationSlope } from './saturation';

/** The parts of a model document that engagement depends on. */
export type EngagementModel = Pick<ModelDocument, 'engagement'> & {
  readonly channels: Readonly<Record<string, Pick<ModelChannel, 'depth' | 'kappa'>>>;
  readonly signals: Readonly<
    Record<
      string,
      Pick<ModelSignal, 'channel' | 'weight' | 'direction' | 'verified'> & { readonly cap?: number | undefined }
    >
  >;
};

/** What a signal brings. `rate` is what one decayed unit of its amount contributes; `value = rate * sum`. */
export interface SignalShare {
  readonly signal: string;
  readonly channel: string;
  readonly sum: number;
  readonly points: number;
  readonly rate: number;
  readonly value: number;
}

/** What a channel brings: its points, how saturated it is (-1..1), and its part of the engagement. */
export interface ChannelShare {
  readonly channel: string;
  readonly points: number;
  readonly saturation: number;
  readonly value: number;
}

/** Engagement between -100 and 100, with parts that add up to it: channels, and signals within them. */
export interface Engagement {
  readonly value: number;
  readonly depth: number;
  readonly channels: readonly ChannelShare[];
  readonly signals: readonly SignalShare[];
}

/** Points per unit that count: our own effort earns nothing, behaviour that only we report counts half. */
export function effectiveWeight(signal: Pick<ModelSignal, 'weight' | 'direction' | 'verified'>): number {
  if (signal.direction === 'out') return 0;
  return signal.verified ? signal.weight : signal.weight / 2;
}

/**
 * Engagement of decayed sums by signal. Signals the model does not know have no weight. The contribution of a leaf is
 * its points times the secant slopes on its way to the root, so all contributions add up to the value, whatever their
 * signs. Floating sums run in the order of ids.
 */
export function engagement(sums: ReadonlyMap<string, number>, model: EngagementModel): Engagement {
  const byChannel = groupByChannel(sums, model);
  const channels = [...byChannel.keys()].sort(compareText).map((channel) => {
    const inputs = byChannel.get(channel) ?? [];
    const { depth, kappa } = channelOf(channel, model);
    const points = inputs.reduce((sum, input) => sum + input.points, 0);
    return {
      channel,
      inputs,
      points,
      saturation: saturate(points, kappa),
      slope: depth * saturationSlope(points, kappa),
    };
  });
  const depth = channels.reduce((sum, { points, slope }) => sum + points * slope, 0);
  const { kappa } = model.engagement;
  const rootSlope = 100 * saturationSlope(depth, kappa);
  return {
    value: 100 * saturate(depth, kappa),
    depth,
    channels: channels.map(({ channel, points, saturation, slope }) => {
      return { channel, points, saturation, value: points * slope * rootSlope };
    }),
    signals: channels.flatMap(({ channel, inputs, slope }) =>
      inputs.map((input) => share(input, channel, slope * rootSlope)),
    ),
  };
}

interface SignalPoints {
  readonly signal: string;
  readonly sum: number;
  readonly points: number;
  readonly pointsPerUnit: number;
}

function groupByChannel(
  sums: ReadonlyMap<string, number>,
  model: EngagementModel,
): ReadonlyMap<string, SignalPoints[]> {
  const groups = new Map<string, SignalPoints[]>();
  for (const signal of [...sums.keys()].sort(compareText)) {
    const declared = model.signals[signal];
    if (declared === undefined) continue;
    const sum = sums.get(signal) ?? 0;
    const weight = effectiveWeight(declared);
    const group = groups.get(declared.channel) ?? [];
    group.push({
      signal,
      sum,
      points: weight * cappedSum(sum, declared.cap),
      pointsPerUnit: weight * capSlope(sum, declared.cap),
    });
    groups.set(declared.channel, group);
  }
  return groups;
}

function share({ signal, sum, points, pointsPerUnit }: SignalPoints, channel: string, slope: number): SignalShare {
  return { signal, channel, sum, points, rate: pointsPerUnit * slope, value: points * slope };
}

function channelOf(channel: string, model: EngagementModel): Pick<ModelChannel, 'depth' | 'kappa'> {
  const found = model.channels[channel];
  if (found === undefined) throw new RangeError(`The value model has no channel ${channel}.`);
  return found;
}
