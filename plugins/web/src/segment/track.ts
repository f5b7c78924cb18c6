import { asNumber, asText, present } from 'rapport/sdk';
import { downloadKinds } from '../details';
import type { TrackTarget } from '../options';
import { fileOf, pathOf } from '../paths';

type Properties = Readonly<Record<string, unknown>>;
type Details = Readonly<Record<string, unknown>>;

/** Names of `track` events that sites commonly use, in lower case. */
const commonNames: Readonly<Record<string, TrackTarget>> = {
  'document downloaded': 'web.download',
  'file downloaded': 'web.download',
  'enquiry sent': 'web.enquiry',
  'inquiry sent': 'web.enquiry',
  'contact form submitted': 'web.enquiry',
  'video watched': 'web.video_watched',
  'video playback completed': 'web.video_watched',
  'video content completed': 'web.video_watched',
  'course passed': 'web.elearning_passed',
  'e-learning passed': 'web.elearning_passed',
  'quiz passed': 'web.elearning_passed',
  'site searched': 'web.search',
  'products searched': 'web.search',
  'webinar registered': 'web.webinar_registered',
  'webinar attended': 'web.webinar_attended',
};

/** Finds what a `track` event is by its name; case, and `_` for a blank, do not matter. */
export function trackTargetFinder(
  events: Readonly<Record<string, TrackTarget>>,
): (name: string) => TrackTarget | undefined {
  const all = [...Object.entries(commonNames), ...Object.entries(events)];
  const targets = new Map(all.map(([name, target]) => [normalise(name), target]));
  return (name) => targets.get(normalise(name));
}

function normalise(name: string): string {
  return name.trim().toLowerCase().replaceAll('_', ' ');
}

/** Details of the interaction a `track` event becomes; undefined when the property it cannot do without is missing. */
export function trackDetails(target: TrackTarget, properties: Properties): Details | undefined {
  return builders[target](properties);
}

const titleOf = (properties: Properties) => asText(properties.title) ?? asText(properties.name);

const builders: Readonly<Record<TrackTarget, (properties: Properties) => Details | undefined>> = {
  'web.download': (properties) => {
    const file = asText(properties.file) ?? titleOf(properties) ?? fileOf(pathOf(properties.url));
    const kind = downloadKinds.find((candidate) => candidate === properties.kind);
    return file === undefined ? undefined : present({ file, kind });
  },
  'web.enquiry': (properties) => ({
    topic: asText(properties.topic) ?? asText(properties.subject) ?? asText(properties.form) ?? 'Enquiry',
    ...present({ message: asText(properties.message, 10_000) }),
  }),
  'web.video_watched': (properties) => {
    const title = titleOf(properties);
    // Without a share the event's name says that the video was played to its end.
    return title === undefined ? undefined : { title, share: shareOf(properties) ?? 1 };
  },
  'web.elearning_passed': (properties) => {
    const course = asText(properties.course) ?? titleOf(properties);
    const score = clamp(asNumber(properties.score)) ?? percentOf(properties);
    return course === undefined ? undefined : present({ course, score });
  },
  'web.search': (properties) => {
    const [query, results] = [asText(properties.query), asNumber(properties.results)];
    const counted = results !== undefined && Number.isInteger(results) && results >= 0 ? results : undefined;
    return query === undefined ? undefined : present({ query, results: counted });
  },
  'web.webinar_registered': (properties) => {
    const title = titleOf(properties);
    return title === undefined ? undefined : { title };
  },
  'web.webinar_attended': (properties) => {
    const title = titleOf(properties);
    return title === undefined ? undefined : present({ title, share: shareOf(properties) });
  },
};

/** `share` 0 to 1, `percent` 0 to 100, or `position` of `total_length` in seconds. */
function shareOf(properties: Properties): number | undefined {
  const [position, length] = [asNumber(properties.position), asNumber(properties.total_length)];
  const played = position !== undefined && length !== undefined && length > 0 ? position / length : undefined;
  return clamp(asNumber(properties.share)) ?? percentOf(properties) ?? clamp(played);
}

function percentOf(properties: Properties): number | undefined {
  const percent = asNumber(properties.percent);
  return percent === undefined ? undefined : clamp(percent / 100);
}

function clamp(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(Math.max(value, 0), 1);
}
