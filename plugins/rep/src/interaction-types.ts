import type { InteractionType } from 'rapport/sdk';
import {
  declinedVisitDetails,
  materialDetails,
  plannedVisitDetails,
  questionDetails,
  remoteCallDetails,
  sampleDeliveryDetails,
  sampleRequestDetails,
  visitDetails,
} from './details';
import {
  RepDeclinedVisit,
  RepMaterial,
  RepPlannedVisit,
  RepQuestion,
  RepSampleDelivery,
  RepSampleRequest,
  RepVisit,
} from './interactions';
import { samples } from './samples';

const channel = 'rep';

export const interactionTypes: readonly InteractionType[] = [
  {
    id: 'rep.visit_held',
    title: 'Visit held',
    channel,
    direction: 'mutual',
    graphql: RepVisit,
    details: visitDetails,
    samples: samples['rep.visit_held'],
  },
  {
    id: 'rep.remote_call_held',
    title: 'Remote call held',
    channel,
    direction: 'mutual',
    graphql: RepVisit,
    details: remoteCallDetails,
    samples: samples['rep.remote_call_held'],
  },
  {
    id: 'rep.visit_planned',
    title: 'Visit planned',
    channel,
    direction: 'out',
    graphql: RepPlannedVisit,
    details: plannedVisitDetails,
    samples: samples['rep.visit_planned'],
  },
  {
    id: 'rep.visit_declined',
    title: 'Visit declined',
    channel,
    direction: 'in',
    graphql: RepDeclinedVisit,
    details: declinedVisitDetails,
    samples: samples['rep.visit_declined'],
  },
  {
    id: 'rep.question_asked',
    title: 'Question asked',
    channel,
    direction: 'in',
    graphql: RepQuestion,
    details: questionDetails,
    samples: samples['rep.question_asked'],
  },
  {
    id: 'rep.sample_requested',
    title: 'Sample requested',
    channel,
    direction: 'in',
    graphql: RepSampleRequest,
    details: sampleRequestDetails,
    samples: samples['rep.sample_requested'],
  },
  {
    id: 'rep.sample_left',
    title: 'Sample left',
    channel,
    direction: 'out',
    graphql: RepSampleDelivery,
    details: sampleDeliveryDetails,
    samples: samples['rep.sample_left'],
  },
  {
    id: 'rep.material_shown',
    title: 'Material shown',
    channel,
    direction: 'out',
    graphql: RepMaterial,
    details: materialDetails,
    samples: samples['rep.material_shown'],
  },
];
