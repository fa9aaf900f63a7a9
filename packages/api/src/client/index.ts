export type {
  AnswerOf,
  CampaignSummary,
  Commission,
  CommissionSummary,
  Explanation,
  Handover,
  InputOf,
  Money,
  OpenCampaign,
  OpenOffer,
  Order,
  OrderLine,
  PickList,
  Pickup,
  PickupLine,
  Quote,
  Refund,
  Statement,
  StatementLine,
  TargetProgress,
} from './answers.ts';
export { ClientProblem, type FieldProblem, type ProblemFacts } from './client-problem.ts';
export { type CallOptions, type ClientOptions, connect, type Connection, newKey } from './connection.ts';
export { createClient, showOpenCampaign, storefrontClient, type StorefrontClient } from './create-client.ts';
export { createLeaderClient, leaderClient, type LeaderClient } from './create-leader-client.ts';
