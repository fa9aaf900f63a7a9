import { domains } from '@opentuan/core';
import { get, patch, post, put, type RouteDefinition } from '../route.ts';

const { campaigns, pools } = domains;

export const campaignRoutes: readonly RouteDefinition[] = [
  get('/campaigns', campaigns.list),
  post('/campaigns', campaigns.draft, { status: 201 }),
  get('/campaigns/{campaignId}', campaigns.get),
  patch('/campaigns/{campaignId}', campaigns.change),
  put('/campaigns/{campaignId}/offers', campaigns.putOffers),
  post('/campaigns/{campaignId}/publish', campaigns.publish),
  get('/campaigns/{campaignId}/progress', campaigns.progress, { operationId: 'getCampaignProgress' }),
  post('/campaigns/{campaignId}/close', campaigns.close),
  post('/campaigns/{campaignId}/freeze', campaigns.freeze),
  post('/campaigns/{campaignId}/complete', campaigns.complete),
  post('/campaigns/{campaignId}/cancel', campaigns.cancel),

  put('/pools', pools.put, { tag: 'campaigns' }),

  get('/storefront/campaigns', campaigns.listOpen, { operationId: 'storefrontListCampaigns' }),
  get('/storefront/campaigns/{campaignId}', campaigns.showOpen, { operationId: 'storefrontGetCampaign' }),

  get('/leader/campaigns', campaigns.list, { without: ['leaderId'] }),
  get('/leader/campaigns/{campaignId}', campaigns.get),
  get('/leader/campaigns/{campaignId}/progress', campaigns.progress, {
    operationId: 'leaderGetCampaignProgress',
  }),
];
